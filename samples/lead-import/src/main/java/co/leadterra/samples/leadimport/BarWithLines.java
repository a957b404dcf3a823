package co.leadterra.samples.leadimport;

import java.io.PrintStream;
import java.util.List;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * A terminal's progress bar with lines below it.
 */
class BarWithLines extends ConsoleProgressBarConsumer {

	private static final int WIDTH = 80;

	private static final String CLEAR_BELOW = "\u001B[J";

	private final PrintStream terminal;

	private volatile List<String> lines = List.of();

	BarWithLines(PrintStream terminal) {
		super(terminal, WIDTH);
		this.terminal = terminal;
	}

	void setLines(List<String> lines) {
		this.lines = lines;
	}

	@Override
	public void accept(String bar) {
		List<String> below = this.lines;
		StringBuilder text = new StringBuilder(CLEAR_BELOW);
		below.forEach((line) -> text.append('\n').append(line, 0, Math.min(line.length(), WIDTH)));
		if (!below.isEmpty()) {
			text.append("\u001B[").append(below.size()).append('A');
		}
		this.terminal.print(text);
		super.accept(bar);
	}

	@Override
	public void close() {
		super.close();
		this.terminal.print(CLEAR_BELOW);
	}

}
