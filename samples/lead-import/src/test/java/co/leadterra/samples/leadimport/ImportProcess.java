package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The sample in a process of its own.
 */
final class ImportProcess implements AutoCloseable {

	private static final int SECONDS_TO_END = 120;

	private static final int KB = 1024;

	private final Process process;

	private final Path output;

	private ImportProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	static ImportProcess start(List<String> arguments) throws IOException {
		Path output = Files.createTempFile("lead-import", ".log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						LeadImportApplication.class.getName()));
		command.addAll(arguments);
		return new ImportProcess(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Returns what the process used so far.
	 * @return the CPU time
	 */
	Duration cpuTime() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/**
	 * Returns the most memory that the process had so far.
	 * @return the resident memory, in MB
	 */
	long peakMemory() {
		try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(this.process.pid()), "status"))) {
			return lines.filter((line) -> line.startsWith("VmHWM"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / KB)
				.findFirst()
				.orElse(0);
		}
		catch (IOException | UncheckedIOException ex) {
			return 0;
		}
	}

	/**
	 * Ends the process as {@code kill -9} does.
	 * @return the exit code
	 */
	int kill() throws InterruptedException {
		return this.process.destroyForcibly().waitFor();
	}

	/**
	 * Asks the process to end, as Ctrl-C does.
	 */
	void interrupt() {
		this.process.destroy();
	}

	/**
	 * Sends a signal.
	 * @param name its name, without SIG
	 */
	void signal(String name) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start().waitFor();
	}

	int await() throws InterruptedException {
		return this.process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS) ? this.process.exitValue() : -1;
	}

	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		Files.delete(this.output);
	}

}
