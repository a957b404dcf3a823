package co.leadterra.it.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks what the documentation names: properties and their defaults, links, commands.
 */
class DocumentationTests {

	private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

	private static final Pattern OURS = Pattern.compile(
			"(?<![\\w./-])(?:leadterra|management\\.(?:health|endpoint)\\.leadterra)\\.[a-z](?:[.-]?\\w)*+(?!\\()");

	private static final Pattern ANY_PROPERTY = Pattern
		.compile("^(?:leadterra|spring|management|server|logging)\\.[a-z](?:[.-]?\\w)*+(?!\\()");

	private static final Pattern ENVIRONMENT = Pattern.compile("LEADTERRA_[A-Z_]+[A-Z]");

	private static final Pattern DEFAULT = Pattern
		.compile("`([\\w.-]+)`\\s+\\(by\\s+default\\s+`([^`]+)`\\)" + "|`([\\w.-]+)`,\\s+by\\s+default\\s+`([^`]+)`");

	private static final Pattern CLIENT = Pattern.compile("^leadterra\\.clients\\.\\w+\\.");

	private static final Pattern LITERAL = Pattern.compile("\"([\\w.]+)\"");

	/**
	 * Every command of the documentation, with what shows that it does what is said.
	 */
	private static final Map<String, String> COMMANDS = Map.ofEntries(
			Map.entry("mvn -Dquick -pl samples/quickstart -am compile spring-boot:run", "QuickstartTests"),
			Map.entry("mvn -Dquick -pl samples/lead-import -am compile spring-boot:run", "LeadImportTests"),
			Map.entry("mvn -Dquick install", "by hand: it would change the local repository"),
			Map.entry("export LEADTERRA_API_KEY=<the key from Settings, API Keys at app.leadterra.co>",
					"QuickstartJarTests"),
			Map.entry("export LEADTERRA_WEBHOOK_SECRET=<the signing secret>", "WebhookConsoleTests"),
			Map.entry("curl http://localhost:8080/actuator/health/leadterra", "HealthTests"),
			Map.entry("mvn spring-boot:test-run", "by hand: it is about an application of the reader's"),
			Map.entry("mvn spring-boot:test-run -Dspring-boot.run.main-class=StandInServer",
					"by hand: it is about an application of the reader's"),
			Map.entry("mvn verify -Dspring-boot.version=4.0.9", ".ci/run"),
			Map.entry("mvn verify -Dspring-boot.version=4.1.2 -Pnetty-4.2.18", ".ci/run"),
			Map.entry(
					"java -Djarmode=tools -jar leadterra-sample-quickstart-0.1.0-SNAPSHOT.jar extract --destination app",
					"QuickstartJarTests"),
			Map.entry("cd app", "QuickstartJarTests"),
			Map.entry("java -Dspring.aot.enabled=true -Dspring.context.exit=onRefresh -XX:ArchiveClassesAtExit=app.jsa"
					+ " -jar leadterra-sample-quickstart-0.1.0-SNAPSHOT.jar", "QuickstartJarTests"),
			Map.entry("java -Dspring.aot.enabled=true -XX:SharedArchiveFile=app.jsa"
					+ " -jar leadterra-sample-quickstart-0.1.0-SNAPSHOT.jar", "QuickstartJarTests"));

	private static final Pattern MODULE = Pattern.compile("-pl (\\S+)");

	private static final Pattern DEPENDENCY = Pattern
		.compile("<artifactId>([\\w-]+)</artifactId>\\s*<version>([^<]+)</version>");

	private static final Pattern SPRING_BOOT = Pattern.compile("\\b4\\.[01]\\.\\d+\\b");

	private static final Pattern PROFILE = Pattern.compile("-P(\\S+)");

	private static final Map<String, JsonNode> PROPERTIES = properties();

	private static final Set<String> LITERALS = literals();

	static List<Page> pages() {
		return Page.all();
	}

	static Stream<Page> pagesAndOthers() {
		return Stream.concat(Page.all().stream(),
				Stream
					.of("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "benchmarks/README.md",
							"samples/quickstart/README.md", "samples/webhook-console/README.md",
							"samples/lead-import/README.md")
					.map((path) -> Page.read(Page.ROOT.resolve(path))));
	}

	private static Map<String, JsonNode> properties() {
		Map<String, JsonNode> properties = new HashMap<>();
		try {
			for (URL metadata : Collections.list(DocumentationTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream json = metadata.openStream()) {
					JsonMapper.shared()
						.readTree(json)
						.path("properties")
						.forEach((property) -> properties.put(property.path("name").asString(), property));
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return properties;
	}

	// Metrics and their tags are named in the sources alone.
	private static Set<String> literals() {
		Path sources = Page.ROOT
			.resolve("leadterra-spring-boot-autoconfigure/src/main/java/co/leadterra/autoconfigure");
		Set<String> literals = new HashSet<>();
		try {
			for (String file : List.of("metrics/MeteredRetries.java", "webhook/MicrometerWebhookObserver.java",
					"internal/client/LeadterraClientObservationConvention.java")) {
				LITERAL.matcher(Files.readString(sources.resolve(file)))
					.results()
					.forEach((match) -> literals.add(match.group(1)));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return literals;
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPropertyExists(Page page) {
		Stream<String> everywhere = OURS.matcher(withoutCode(page)).results().map(MatchResult::group);
		Stream<String> set = page.blocks("properties").flatMap((block) -> block.code().lines());
		Stream<String> named = SPAN.matcher(page.prose()).results().map((match) -> match.group(1));
		Stream<String> others = Stream.concat(set, named)
			.flatMap((text) -> ANY_PROPERTY.matcher(text).results().map(MatchResult::group));
		assertThat(Stream.concat(everywhere, others).filter((name) -> !isProperty(name) && !isMetric(name))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyEnvironmentVariableIsOfAProperty(Page page) {
		Set<String> names = PROPERTIES.keySet()
			.stream()
			.map((name) -> name.replaceAll("[.-]", "").toUpperCase(Locale.ROOT))
			.collect(Collectors.toSet());
		assertThat(ENVIRONMENT.matcher(page.text())
			.results()
			.map((match) -> match.group().replaceFirst("CLIENTS_[A-Z]+_", "").replace("_", ""))
			.filter((name) -> !names.contains(name))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyDefaultIsThatOfTheMetadata(Page page) {
		List<MatchResult> claims = DEFAULT.matcher(page.prose()).results().toList();
		assertThat(claims).allSatisfy((claim) -> {
			String name = (claim.group(1) != null) ? claim.group(1) : claim.group(3);
			String value = (claim.group(2) != null) ? claim.group(2) : claim.group(4);
			assertThat(PROPERTIES).containsKey(name);
			assertThat(value).as(name).isEqualTo(PROPERTIES.get(name).path("defaultValue").asString());
		});
		assertThat(Pattern.compile("by\\s+default\\s+`").matcher(page.prose()).results()).hasSameSizeAs(claims);
	}

	@ParameterizedTest
	@MethodSource("pagesAndOthers")
	void everyLinkLeadsSomewhere(Page page) {
		assertThat(LINK.matcher(page.prose())
			.results()
			.map((match) -> match.group(1))
			.filter((link) -> !link.startsWith("https://") && !resolves(page, link))).isEmpty();
	}

	@Test
	void theReadmeLeadsToEveryPage() {
		String readme = Page.read(Page.ROOT.resolve("README.md")).text();
		assertThat(Page.all().stream().skip(1)).allSatisfy((page) -> assertThat(readme).contains("(" + page + ")"));
	}

	@Test
	void theReadmeIsOnePage() {
		assertThat(Page.read(Page.ROOT.resolve("README.md")).text().lines()).hasSizeLessThan(165);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyBlockSaysWhatItIs(Page page) {
		assertThat(page.blocks().map(Page.Block::language)).isSubsetOf("java", "xml", "groovy", "properties", "sh",
				"json", "text");
		assertThat(page.text()).as("indented blocks are not looked at").doesNotContainPattern("(?m)^[ \\t]+```");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyVersionIsThatOfTheBuild(Page page) {
		String pom = Page.read(Page.ROOT.resolve("pom.xml")).text();
		assertThat(page.blocks("xml").flatMap((block) -> DEPENDENCY.matcher(block.code()).results()))
			.allSatisfy((dependency) -> {
				String element = dependency.group(1).startsWith("leadterra-") ? "version" : "bucket4j.version";
				assertThat(pom).contains("<%1$s>%2$s</%1$s>".formatted(element, dependency.group(2)));
			});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everySpringBootThatIsNamedIsTested(Page page) {
		String tested = Page.read(Page.ROOT.resolve("pom.xml")).text() + Page.read(Page.ROOT.resolve(".ci/run")).text();
		assertThat(SPRING_BOOT.matcher(page.text()).results().map(MatchResult::group))
			.allSatisfy((version) -> assertThat(tested).contains(version));
	}

	@Test
	void everyCommandIsKnownAndShown() {
		assertThat(commands()).containsExactlyInAnyOrderElementsOf(COMMANDS.keySet());
		assertThat(COMMANDS.values()).allSatisfy((shown) -> assertThat(
				shown.startsWith("by hand: ") || Files.exists(Page.ROOT.resolve(shown)) || isTest(shown))
			.as(shown)
			.isTrue());
	}

	@Test
	void everyCommandNamesModulesAndProfilesThatExist() {
		String pom = Page.read(Page.ROOT.resolve("pom.xml")).text();
		assertThat(commands().flatMap((command) -> MODULE.matcher(command).results()))
			.allSatisfy((module) -> assertThat(pom).contains("<module>" + module.group(1) + "</module>"));
		assertThat(commands().flatMap((command) -> PROFILE.matcher(command).results()))
			.allSatisfy((profile) -> assertThat(pom).contains("<id>" + profile.group(1) + "</id>"));
	}

	private static Stream<String> commands() {
		return Page.all()
			.stream()
			.flatMap((page) -> page.blocks("sh"))
			.flatMap((block) -> block.code().lines())
			.distinct();
	}

	private static boolean isTest(String name) {
		return Stream.of("integration-tests", "samples/quickstart", "samples/webhook-console", "samples/lead-import")
			.map((module) -> Page.ROOT.resolve(module).resolve("src/test/java"))
			.anyMatch((sources) -> holds(sources, name + ".java"));
	}

	private static boolean holds(Path folder, String file) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.anyMatch((path) -> path.endsWith(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String withoutCode(Page page) {
		String text = page.text().replaceAll("<!--.*-->", "");
		for (Page.Block block : page.blocks("java").toList()) {
			text = text.replace(block.code(), "");
		}
		return text;
	}

	private static boolean isProperty(String name) {
		String plain = CLIENT.matcher(name).replaceFirst("leadterra.");
		return PROPERTIES.containsKey(plain)
				|| PROPERTIES.keySet().stream().anyMatch((property) -> property.startsWith(plain + "."))
				|| PROPERTIES.values()
					.stream()
					.anyMatch((property) -> property.path("type").asString().startsWith("java.util.Map")
							&& plain.startsWith(property.path("name").asString() + "."));
	}

	private static boolean isMetric(String name) {
		int end = name.lastIndexOf('.') + 1;
		return LITERALS.contains(name)
				|| (LITERALS.contains(name.substring(0, end)) && LITERALS.contains(name.substring(end)));
	}

	private static boolean resolves(Page page, String link) {
		String[] parts = link.split("#", 2);
		Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
		return Files.exists(target) && (parts.length == 1 || Page.read(target).anchors().contains(parts[1]));
	}

}
