package co.leadterra.samples.quickstart;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.boot.ansi.AnsiStyle;

/**
 * How far a step is.
 */
interface Progress extends AutoCloseable {

	/**
	 * Shows how much of the step is done.
	 * @param done how much
	 */
	void reach(long done);

	@Override
	void close();

	/**
	 * Starts to show progress: by a bar where control characters are welcome, which
	 * {@code spring.output.ansi.enabled} decides, and line by line elsewhere.
	 * @param console where to print lines
	 * @param label the step
	 * @param total how much there is to do
	 * @return the progress, to be closed at the end of the step
	 */
	static Progress start(Console console, String label, int total) {
		boolean terminal = !AnsiOutput.encode(AnsiStyle.NORMAL).isEmpty();
		return terminal ? new Bar(label, total) : new Lines(console, label, total);
	}

	/**
	 * A bar that grows in its line.
	 */
	final class Bar implements Progress {

		private static final int WIDTH = 70;

		private static final int UPDATE_INTERVAL_MILLIS = 50;

		private final ProgressBar bar;

		private Bar(String label, int total) {
			this.bar = new ProgressBarBuilder().setTaskName("%-9s".formatted(label))
				.setInitialMax(total)
				.setStyle(ProgressBarStyle.ASCII)
				.setUpdateIntervalMillis(UPDATE_INTERVAL_MILLIS)
				.hideEta()
				.setConsumer(new ConsoleProgressBarConsumer(System.out, WIDTH))
				.build();
		}

		@Override
		public void reach(long done) {
			this.bar.stepTo(done);
		}

		@Override
		public void close() {
			this.bar.close();
		}

	}

	/**
	 * A line for every few percent.
	 */
	final class Lines implements Progress {

		private static final int LINES = 20;

		private final Console console;

		private final String label;

		private final int total;

		private long done;

		private Lines(Console console, String label, int total) {
			this.console = console;
			this.label = label;
			this.total = total;
		}

		@Override
		public void reach(long reached) {
			if (reached * LINES / this.total > this.done * LINES / this.total) {
				this.console.print(this.label, reached + " of " + this.total);
			}
			this.done = reached;
		}

		@Override
		public void close() {
		}

	}

}
