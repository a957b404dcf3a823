package co.leadterra.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the module tells IDEs, Spring Boot and readers about itself.
 */
class MetadataTests {

	private static final Path CLASSES = Path.of("target/classes");

	static List<JsonNode> properties() throws IOException {
		return metadata("properties");
	}

	private static Map<String, Set<String>> hints() throws IOException {
		return metadata("hints").stream()
			.collect(Collectors.toMap((hint) -> hint.path("name").asString(),
					(hint) -> names(hint.path("values").valueStream().map((value) -> value.path("value").asString()))));
	}

	private static List<JsonNode> metadata(String section) throws IOException {
		Path metadata = CLASSES.resolve("META-INF/spring-configuration-metadata.json");
		try (InputStream json = Files.newInputStream(metadata)) {
			return JsonMapper.shared().readTree(json).path(section).valueStream().toList();
		}
	}

	private static Set<String> names(Stream<String> names) {
		return names.collect(Collectors.toCollection(TreeSet::new));
	}

	@ParameterizedTest
	@MethodSource("properties")
	void everyPropertyHasADescriptionThatIsASentence(JsonNode property) {
		assertThat(property.path("description").asString("")).as(property.path("name").asString())
			.matches("(?s)[A-Z].*\\.")
			.doesNotStartWith("The ")
			.doesNotStartWith("A ");
	}

	@Test
	void thePropertiesOfTheContractAreThere() throws IOException {
		assertThat(properties().stream().map((property) -> property.path("name").asString())).contains(
				"leadterra.enabled", "leadterra.api-key", "leadterra.api-key-location", "leadterra.base-url",
				"leadterra.connect-timeout", "leadterra.read-timeout", "leadterra.ssl.bundle",
				"leadterra.webhook.secret", "leadterra.webhook.secrets", "leadterra.webhook.path",
				"management.health.leadterra.enabled");
	}

	@Test
	void defaultsAreShown() throws IOException {
		assertThat(properties().stream()
			.filter((property) -> property.has("defaultValue"))
			.map((property) -> property.path("name").asString() + "=" + property.path("defaultValue").asString()))
			.contains("leadterra.enabled=true", "management.health.leadterra.timeout=5s",
					"management.health.leadterra.time-to-live=1m", "leadterra.connect-timeout=5s",
					"leadterra.read-timeout=30s", "leadterra.max-response-size=16MB",
					"leadterra.base-url=https://app.leadterra.co", "leadterra.enrollment.custom-fields=top-level",
					"leadterra.enrollment.batch-size=500", "leadterra.enrollment.max-batch-bytes=1MB",
					"leadterra.enrollment.max-batch-delay=1s", "leadterra.enrollment.concurrency=4",
					"leadterra.enrollment.duplicates=drop", "leadterra.enrollment.duplicate-window=100000",
					"leadterra.enrollment.repeat=true", "leadterra.webhook.path=/webhooks/leadterra",
					"leadterra.webhook.max-body-size=256KB", "leadterra.webhook.max-age=12h",
					"leadterra.webhook.handler-timeout=8s");
	}

	@Test
	void everyValueOfAnEnumeratedPropertyIsHinted() throws IOException {
		assertThat(hints()).contains(Map.entry("leadterra.base-url", Set.of("https://app.leadterra.co")),
				Map.entry("leadterra.enrollment.custom-fields", Set.of("top-level", "nested")),
				Map.entry("management.health.leadterra.unavailable-status",
						Set.of("UP", "DOWN", "OUT_OF_SERVICE", "UNKNOWN")));
	}

	@Test
	void everyPropertyThatHasAnEnumForTypeIsHinted() throws IOException, ClassNotFoundException {
		for (JsonNode property : properties()) {
			Class<?> type = Class.forName(property.path("type").asString().replaceFirst("<.*", ""));
			if (type.isEnum()) {
				assertThat(hints().get(property.path("name").asString())).hasSameSizeAs(type.getEnumConstants());
			}
		}
	}

	@Test
	void everyHintIsOfAProperty() throws IOException {
		assertThat(names(properties().stream().map((property) -> property.path("name").asString())))
			.containsAll(hints().keySet());
	}

	@Test
	void everyAutoConfigurationIsListedAndExists() throws IOException, ClassNotFoundException {
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("co.leadterra."))
			.toList();
		for (String name : listed) {
			assertThat(Class.forName(name)).hasAnnotation(AutoConfiguration.class);
		}
		assertThat(names(listed.stream())).isEqualTo(classesEndingWith("AutoConfiguration"));
	}

	@Test
	void everyNameInTheOrderOfAutoConfigurationsExists() throws IOException, ClassNotFoundException {
		List<String> names = new ArrayList<>();
		for (String autoConfiguration : classesEndingWith("AutoConfiguration")) {
			AutoConfiguration order = Class.forName(autoConfiguration).getAnnotation(AutoConfiguration.class);
			names.addAll(List.of(order.afterName()));
			names.addAll(List.of(order.beforeName()));
		}
		assertThat(names).isNotEmpty()
			.allSatisfy((name) -> assertThat(Class.forName(name)).hasAnnotation(AutoConfiguration.class));
	}

	@Test
	void everyFailureAnalyzerIsListedAndExists() throws IOException {
		Properties factories = PropertiesLoaderUtils
			.loadProperties(new FileSystemResource(CLASSES.resolve("META-INF/spring.factories")));
		String[] listed = factories.getProperty(FailureAnalyzer.class.getName()).split(",");
		assertThat(names(Stream.of(listed))).isEqualTo(classesEndingWith("FailureAnalyzer"));
	}

	private static Set<String> classesEndingWith(String suffix) throws IOException {
		try (Stream<Path> files = Files.walk(CLASSES)) {
			return names(files.map((file) -> CLASSES.relativize(file).toString())
				.filter((file) -> file.endsWith(suffix + ".class"))
				.map((file) -> file.replace('/', '.').replace(".class", "")));
		}
	}

}
