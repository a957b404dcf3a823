package co.leadterra.it.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.unit.DataSize;

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

	private static final Pattern ANY_DEFAULT = Pattern.compile("(?i).*\\bdefaults?\\b.*");

	private static final List<String> WORDS = List.of("two", "three", "four", "five", "six", "seven", "eight", "nine",
			"ten");

	private static final Pattern AMOUNT = Pattern.compile("(?<![\\w.,:-])(\\d[\\d,.]*|" + String.join("|", WORDS)
			+ ")(\\s?(?:ms|s|m|h|KB|MB)|\\s(?:seconds?|minutes?|hours?|attempts?|times|calls?|leads|addresses"
			+ "|deliveries|connections))\\b");

	/**
	 * Amounts in the text that are no claims about a default.
	 */
	private static final Set<String> OTHER_AMOUNTS = Set.of("500ms, 30s, 1m or 12h, sizes 256KB or 16MB",
			"the same 21 calls", "100,000 to 200,000 addresses", "in about 5 MB",
			"up to 100 calls may be made at once, and one more every 0.6 seconds", "up to 10.6 hours later",
			"five times more, after about 1, 5 and 30 minutes, 2 and 8 hours", "latest 100,000 deliveries");

	private static final Pattern PART = Pattern.compile("\\n\\n|\\n(?=- |\\|)");

	private static final Pattern CLIENT = Pattern.compile("^leadterra\\.clients\\.\\w+\\.");

	private static final Pattern LITERAL = Pattern.compile("\"([\\w.]+)\"");

	private static final Pattern TYPED = Pattern.compile("(?m)^\\s*(?:types|starts|answers) '([^']+)'");

	private static final Pattern RUN = Pattern
		.compile("(?m)^maven (\\d+) (?:clean )?verify(?=.*-Dspring-boot\\.version=(\\S+)|)(?=.* (-Pnetty\\S+)|).*$");

	private static final Pattern JOB = Pattern.compile("- jdk: (\\d+)\\s+boot: (\\S+)(?:\\s+options: (\\S+))?");

	private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");

	private static final Pattern MODULE = Pattern.compile("-pl (\\S+)");

	private static final Pattern DEPENDENCY = Pattern
		.compile("(?:<artifactId>|co\\.leadterra:)([\\w-]+)(?:</artifactId>\\s*<version>|:)([^<\"]+)");

	private static final Pattern MAVEN = Pattern.compile("<dependency>\\s*<groupId>(.*)</groupId>"
			+ "\\s*<artifactId>(.*)</artifactId>\\s*<version>(.*)</version>(?:\\s*<type>pom</type>)?(?:\\s*<scope>(.*)</scope>)?");

	private static final Pattern GRADLE = Pattern.compile("\\b(\\w+)\\(\"([^\"]+)\"\\)");

	private static final Map<String, String> CONFIGURATIONS = Map.of("test", "testImplementation", "import",
			"platform");

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
		assertThat(ANY_DEFAULT.matcher(SPAN.matcher(DEFAULT.matcher(handWritten(page)).replaceAll("")).replaceAll(""))
			.results()
			.map(MatchResult::group)).as("says a default in another form").isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyAmountIsADefaultOfAPropertyBesideIt(Page page) {
		assertThat(PART.splitAsStream(handWritten(page)).flatMap(DocumentationTests::otherAmounts)).isEmpty();
	}

	private static Stream<String> otherAmounts(String part) {
		String text = part.replaceAll("\\s+", " ").replace("`", "");
		Set<Object> defaults = OURS.matcher(text)
			.results()
			.map((match) -> PROPERTIES.get(match.group()))
			.filter(Objects::nonNull)
			.map((property) -> property.path("defaultValue").asString())
			.map(DocumentationTests::parse)
			.collect(Collectors.toSet());
		return AMOUNT.matcher(text)
			.results()
			.filter((amount) -> !defaults.contains(parse(amount.group())))
			.filter((amount) -> OTHER_AMOUNTS.stream()
				.noneMatch((known) -> known.contains(amount.group()) && text.contains(known)))
			.map((amount) -> amount.group() + " in: " + text);
	}

	// The tables of properties are compared elsewhere.
	private static String handWritten(Page page) {
		return page.prose().replaceAll("(?s)<!-- table.*?<!-- end -->", "");
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
	void everyTypeThatContributingNamesExists() throws IOException {
		Set<String> types = new HashSet<>();
		for (String folder : List.of("leadterra-spring-boot-autoconfigure", "leadterra-spring-boot-starter-test",
				"integration-tests", "samples")) {
			try (Stream<Path> files = Files.find(Page.ROOT.resolve(folder), 20,
					(file, attributes) -> file.toString().matches(".*/src/.*\\.java"))) {
				files.forEach((file) -> types.add(file.getFileName().toString().replace(".java", "")));
			}
		}
		assertThat(TYPE.matcher(Page.read(Page.ROOT.resolve("CONTRIBUTING.md")).prose())
			.results()
			.map((name) -> name.group(1))).isNotEmpty().isSubsetOf(types);
	}

	@Test
	void everyPageLeadsToTheNext() {
		assertThat(Page.all().stream().skip(1))
			.allSatisfy((page) -> assertThat(page.text()).containsPattern("\n\nNext: \\[.*\n$"));
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
	void everyDependencyIsOneOfTheBuild(Page page) {
		String pom = Page.read(Page.ROOT.resolve("pom.xml")).text();
		assertThat(DEPENDENCY.matcher(page.text()).results()).allSatisfy((dependency) -> {
			boolean ours = dependency.group(1).startsWith("leadterra-");
			assertThat(pom)
				.contains("<%1$s>%2$s</%1$s>".formatted(ours ? "version" : "bucket4j.version", dependency.group(2)))
				.contains(
						(ours ? "<module>%s</module>" : "<artifactId>%s</artifactId>").formatted(dependency.group(1)));
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void gradleHasTheDependenciesOfMaven(Page page) {
		Stream<String> maven = MAVEN.matcher(page.text())
			.results()
			.map((dependency) -> "%s(%s:%s:%s)".formatted(
					(dependency.group(4) != null) ? CONFIGURATIONS.get(dependency.group(4)) : "implementation",
					dependency.group(1), dependency.group(2), dependency.group(3)));
		Stream<String> gradle = Stream
			.concat(page.blocks("groovy").map(Page.Block::code),
					SPAN.matcher(page.prose()).results().map(MatchResult::group))
			.flatMap((text) -> GRADLE.matcher(text).results())
			.filter((dependency) -> dependency.group(2).contains(":"))
			.map((dependency) -> "%s(%s)".formatted(dependency.group(1), dependency.group(2)));
		assertThat(gradle).containsExactlyInAnyOrderElementsOf(maven.toList());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everySpringBootThatIsNamedIsTested(Page page) {
		String tested = Page.read(Page.ROOT.resolve("pom.xml")).text() + Page.read(Page.ROOT.resolve(".ci/run")).text();
		assertThat(SPRING_BOOT.matcher(page.text()).results().map(MatchResult::group))
			.allSatisfy((version) -> assertThat(tested).contains(version));
	}

	@Test
	void everyCommandIsTypedByTheScript() {
		assertThat(commands().filter((command) -> !command.startsWith("mvn verify")))
			.containsExactlyInAnyOrder(matches(TYPED, "config/check-documentation").map((typed) -> typed.group(1))
				.distinct()
				.toArray(String[]::new));
	}

	@Test
	void everyVerifyingCommandIsPartOfTheMatrix() {
		assertThat(commands().filter((command) -> command.startsWith("mvn verify"))).isNotEmpty()
			.allSatisfy((command) -> assertThat(matches(RUN, ".ci/run").map(MatchResult::group))
				.anySatisfy((line) -> assertThat(line.split(" ")).contains(command.substring(4).split(" "))));
	}

	@Test
	void theWorkflowHasTheSameMatrix() {
		String version = matches(Pattern.compile("<spring-boot.version>(.*)<"), "pom.xml").findFirst()
			.orElseThrow()
			.group(1);
		assertThat(matches(JOB, ".github/workflows/build.yml").map((job) -> combination(job, version)).distinct())
			.isNotEmpty()
			.containsExactlyInAnyOrderElementsOf(
					matches(RUN, ".ci/run").map((run) -> combination(run, version)).distinct().toList());
	}

	@Test
	void everyCommandNamesModulesAndProfilesThatExist() {
		String pom = Page.read(Page.ROOT.resolve("pom.xml")).text();
		assertThat(commands().flatMap((command) -> MODULE.matcher(command).results()))
			.allSatisfy((module) -> assertThat(pom).contains("<module>" + module.group(1) + "</module>"));
		assertThat(commands().flatMap((command) -> PROFILE.matcher(command).results()))
			.allSatisfy((profile) -> assertThat(pom).contains("<id>" + profile.group(1) + "</id>"));
	}

	private static List<String> combination(MatchResult line, String version) {
		return List.of(line.group(1), Objects.requireNonNullElse(line.group(2), version),
				Objects.requireNonNullElse(line.group(3), ""));
	}

	private static Stream<MatchResult> matches(Pattern pattern, String path) {
		return pattern.matcher(Page.read(Page.ROOT.resolve(path)).text()).results();
	}

	// The packaged quickstart's tests read those of one page there.
	private static Stream<String> commands() {
		return Page.all()
			.stream()
			.filter((page) -> !page.toString().equals("docs/startup.md"))
			.flatMap((page) -> page.blocks("sh"))
			.flatMap((block) -> block.code().lines())
			.distinct();
	}

	private static Object parse(String text) {
		Matcher amount = AMOUNT.matcher(text);
		if (!amount.matches()) {
			return text.matches("\\d+") ? Double.valueOf(text) : text;
		}
		int word = WORDS.indexOf(amount.group(1));
		double number = (word >= 0) ? word + 2 : Double.parseDouble(amount.group(1).replace(",", ""));
		return switch (amount.group(2).strip()) {
			case "ms" -> Duration.ofMillis((long) number);
			case "s", "second", "seconds" -> Duration.ofMillis((long) (number * 1000));
			case "m", "minute", "minutes" -> Duration.ofSeconds((long) (number * 60));
			case "h", "hour", "hours" -> Duration.ofMinutes((long) (number * 60));
			case "KB" -> DataSize.ofKilobytes((long) number);
			case "MB" -> DataSize.ofMegabytes((long) number);
			default -> number;
		};
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
