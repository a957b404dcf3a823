package co.leadterra.samples.quickstart;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Progress}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProgressTests {

	@AfterEach
	void resetAnsi() {
		AnsiOutput.setEnabled(AnsiOutput.Enabled.DETECT);
	}

	@Test
	void isABarWhereControlCharactersAreWelcome(CapturedOutput output) {
		AnsiOutput.setEnabled(AnsiOutput.Enabled.ALWAYS);
		advance();
		assertThat(output.getOut()).containsPattern("\\r.*Leads .*100% \\[=+].*4/4");
	}

	@Test
	void isALineForEveryFewPercentElsewhere(CapturedOutput output) {
		AnsiOutput.setEnabled(AnsiOutput.Enabled.NEVER);
		advance();
		assertThat(output.getOut().lines()).containsExactly("Leads     2 of 4", "Leads     4 of 4");
	}

	private static void advance() {
		try (Progress progress = Progress.start(new Console(), "Leads", 4)) {
			progress.reach(2);
			progress.reach(4);
			progress.reach(4);
		}
	}

}
