package co.leadterra.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles the examples of the README.
 */
class ReadmeTests {

	private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");

	private static final Pattern CLASS_NAME = Pattern.compile("(?m)^class (\\w+)");

	static List<String> examples() throws IOException {
		return JAVA.matcher(Files.readString(Path.of("../README.md")))
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void exampleCompiles(String example, @TempDir Path classes) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		List<String> options = List.of("-proc:none", "-parameters", "-Xlint:all", "-d", classes.toString(),
				"-classpath", System.getProperty("java.class.path"));
		compiler.getTask(null, null, diagnostics, options, null, List.of(new Source(example))).call();
		assertThat(diagnostics.getDiagnostics())
			.filteredOn((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.extracting((diagnostic) -> diagnostic.getMessage(Locale.ROOT))
			.isEmpty();
		assertThat(classes).isNotEmptyDirectory();
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String text) {
			super(URI.create("string:///" + className(text) + ".java"), Kind.SOURCE);
			this.text = text;
		}

		private static String className(String text) {
			return CLASS_NAME.matcher(text).results().map((match) -> match.group(1)).findFirst().orElseThrow();
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
