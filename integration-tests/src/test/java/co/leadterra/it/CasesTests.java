package co.leadterra.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tag of the tests that use {@link Cases}.
 */
class CasesTests {

	private static final Pattern USE = Pattern.compile("\\b(?:Cases\\.(?:of|product)|Connectors\\.chosen)\\(");

	static Stream<Path> users() throws IOException {
		return Files.walk(Path.of("src/test/java"))
			.filter((file) -> file.toString().endsWith("Tests.java") && USE.matcher(read(file)).find());
	}

	@ParameterizedTest
	@MethodSource("users")
	void aTestWithMoreCasesInTheThoroughRunHasTheTag(Path test) {
		assertThat(read(test)).contains("@Tag(\"cases\")");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
