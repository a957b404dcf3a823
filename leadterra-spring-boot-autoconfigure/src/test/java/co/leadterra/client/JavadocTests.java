package co.leadterra.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the javadoc of the calls; checkstyle sees to it that there is some.
 */
class JavadocTests {

	private static final Path CLIENT = Path.of("src/main/java/co/leadterra/client");

	private static final Pattern CALL = Pattern
		.compile("(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@[^\n]+\\s+)*(?:default )?(?:Mono|Flux)<");

	private static final String DOCUMENTATION = "https://docs.leadterra.co/";

	static List<Path> resources() throws IOException {
		try (Stream<Path> files = Files.walk(CLIENT)) {
			return files.filter((file) -> file.getNameCount() > CLIENT.getNameCount() + 1)
				.filter((file) -> file.toString().endsWith("Client.java")
						&& !file.startsWith(CLIENT.resolve("internal")))
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("resources")
	void everyCallTellsWhatItEmits(Path resource) throws IOException {
		assertThat(calls(resource)).isNotEmpty().allSatisfy((javadoc) -> assertThat(javadoc).contains("@return"));
	}

	@ParameterizedTest
	@MethodSource("resources")
	void everyResourceTellsItsErrorsAndEveryCallItsPageOfTheDocumentation(Path resource) throws IOException {
		String source = Files.readString(resource);
		String head = source.substring(0, source.indexOf("public interface "));
		assertThat(head).contains("LeadterraException", "401", "429", "5xx");
		if (!head.contains(DOCUMENTATION)) {
			assertThat(calls(resource)).allSatisfy((javadoc) -> assertThat(javadoc).contains(DOCUMENTATION));
		}
	}

	private static List<String> calls(Path resource) throws IOException {
		return CALL.matcher(Files.readString(resource)).results().map((MatchResult match) -> match.group(1)).toList();
	}

}
