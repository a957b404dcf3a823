package co.leadterra.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The starters whose cost is compared, each in an application of its own, and the same
 * application by hand. All have the class path of the latter, and what the starter brings
 * besides.
 */
enum Starters {

	LEADTERRA("With the starter", null, "co.leadterra.client.sender.SenderPoolClient"),

	BY_HAND("With a `WebClient` by hand", null, null),

	SPRING_AI("`spring-ai-starter-model-openai`", "spring-ai", "org.springframework.ai.chat.model.ChatModel"),

	SPRING_CLOUD_AWS("`spring-cloud-aws-starter-sns`", "spring-cloud-aws", "io.awspring.cloud.sns.core.SnsTemplate"),

	RESILIENCE4J("`resilience4j-spring-boot4`, beside the `WebClient`", "resilience4j",
			"io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry");

	private final String title;

	private final @Nullable String module;

	private final @Nullable String bean;

	Starters(String title, @Nullable String module, @Nullable String bean) {
		this.title = title;
		this.module = module;
		this.bean = bean;
	}

	String title() {
		return this.title;
	}

	/**
	 * Returns the type of a bean that the starter brings and the application uses.
	 * @return the name of the type
	 */
	@Nullable String bean() {
		return this.bean;
	}

	boolean hasClient() {
		return this != BY_HAND && this != RESILIENCE4J;
	}

	String classPath() {
		if (this == LEADTERRA) {
			return ChildProcess.classPath();
		}
		Map<String, String> entries = new LinkedHashMap<>();
		add(entries, ChildProcess.classPathWithoutStarter());
		if (this.module != null) {
			try {
				add(entries, Files.readString(Path.of("peers", this.module, "target", "classpath.txt")));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return String.join(File.pathSeparator, entries.values());
	}

	private static void add(Map<String, String> entries, String classPath) {
		Arrays.stream(classPath.strip().split(File.pathSeparator))
			.forEach((entry) -> entries.putIfAbsent(artifact(Path.of(entry)), entry));
	}

	// In a repository, the folder over that of the version has the name of the artifact.
	private static String artifact(Path entry) {
		return entry.toString().endsWith(".jar") ? String.valueOf(entry.resolve("../..").normalize())
				: entry.toString();
	}

}
