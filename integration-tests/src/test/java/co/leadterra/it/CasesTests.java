package co.leadterra.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tag of the tests that take {@link Cases}.
 */
class CasesTests {

	@Test
	void whatTakesCasesIsRunAgainWithAllOfThem() throws IOException {
		try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
			List<Path> takers = sources.filter((path) -> path.toString().endsWith("Tests.java"))
				.filter((path) -> read(path).matches("(?s).*\\W(Cases\\.(of|product)\\(|Connectors(\\.|#)chosen\\W).*"))
				.toList();
			assertThat(takers).hasSizeGreaterThan(5)
				.allSatisfy((path) -> assertThat(read(path)).contains("@Tag(\"cases\")"));
		}
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
