package co.leadterra.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the tables of the page on configuration with the metadata, or writes them:
 * {@code -Ddocs.write=true}. Where a table belongs stands in the page, with the
 * beginnings of the names it has; a property belongs to the table with the longest one.
 */
class ConfigurationPageTests {

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final Path PAGE = Path.of("../docs/configuration.md");

	private static final Pattern TABLE = Pattern.compile("(?s)(<!-- table: ([^>]*) -->\n).*?(<!-- end -->)");

	private final JsonNode metadata = JsonMapper.shared().readTree(METADATA);

	@Test
	void thePageHasEveryPropertyAsTheMetadataHasIt() throws IOException {
		String page = Files.readString(PAGE);
		List<String> beginnings = TABLE.matcher(page).results().flatMap(ConfigurationPageTests::beginnings).toList();
		Map<String, List<JsonNode>> properties = this.metadata.path("properties")
			.valueStream()
			.collect(Collectors.groupingBy((property) -> beginnings.stream()
				.filter(property.path("name").asString()::startsWith)
				.max(Comparator.comparingInt(String::length))
				.orElseThrow()));
		String expected = TABLE.matcher(page)
			.replaceAll((table) -> Matcher.quoteReplacement(table.group(1)
					+ beginnings(table).flatMap((beginning) -> properties.getOrDefault(beginning, List.of()).stream())
						.map(this::row)
						.collect(Collectors.joining("", "\n| Property | Default | |\n|---|---|---|\n", "\n"))
					+ table.group(3)));
		if (Boolean.getBoolean("docs.write")) {
			Files.writeString(PAGE, expected);
		}
		assertThat(Files.readString(PAGE)).as("To write the page, run this test with -Ddocs.write=true")
			.isEqualTo(expected);
	}

	private static Stream<String> beginnings(MatchResult table) {
		return Arrays.stream(table.group(2).split(" "));
	}

	private String row(JsonNode property) {
		String name = property.path("name").asString();
		String value = property.has("defaultValue") ? "`" + property.path("defaultValue").asString() + "`" : "";
		return "| `%s` | %s | %s |\n".formatted(name, value, property.path("description").asString() + values(name));
	}

	private String values(String name) {
		List<String> values = this.metadata.path("hints")
			.valueStream()
			.filter((hint) -> hint.path("name").asString().equals(name))
			.flatMap((hint) -> hint.path("values").valueStream())
			.map((value) -> "`" + value.path("value").asString() + "`")
			.toList();
		return (values.size() > 1) ? " Values: " + String.join(", ", values) + "." : "";
	}

}
