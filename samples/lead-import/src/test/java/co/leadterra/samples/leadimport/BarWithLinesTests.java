package co.leadterra.samples.leadimport;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BarWithLines}.
 */
class BarWithLinesTests {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final BarWithLines terminal = new BarWithLines(new PrintStream(this.bytes, true, StandardCharsets.UTF_8));

	@Test
	void writesLinesBelowTheBarAndGoesBackToIt() {
		this.terminal.setLines(List.of("one", "2".repeat(100)));
		this.terminal.accept("bar");
		assertThat(text()).startsWith("\u001B[J\none\n" + "2".repeat(80) + "\u001B[2A").endsWith("bar");
	}

	@Test
	void leavesNoLineBehind() {
		this.terminal.setLines(List.of("one"));
		this.terminal.accept("bar");
		this.terminal.close();
		assertThat(text()).endsWith("\u001B[J");
	}

	private String text() {
		return this.bytes.toString(StandardCharsets.UTF_8);
	}

}
