package co.leadterra.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import co.leadterra.client.LeadterraClient;

/**
 * A main class of this module in a JVM of its own, which prints what it measured as lines
 * of {@code name=number}.
 */
final class ChildProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private ChildProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	static ChildProcess start(String classPath, List<String> jvmArguments, Class<?> main, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmArguments);
		command.addAll(List.of("-cp", classPath, main.getName()));
		command.addAll(Arrays.asList(arguments));
		try {
			return new ChildProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Map<String, Double> run(String classPath, List<String> jvmArguments, Class<?> main, String... arguments) {
		try (ChildProcess child = start(classPath, jvmArguments, main, arguments)) {
			return child.measurements();
		}
	}

	static String classPath() {
		return System.getProperty("java.class.path");
	}

	static String classPathWithoutStarter() {
		Path starter = Path.of(LeadterraClient.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		return Arrays.stream(classPath().split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).toAbsolutePath().equals(starter))
			.reduce((left, right) -> left + File.pathSeparator + right)
			.orElseThrow();
	}

	double measurement(String name) {
		try {
			String line = this.output.readLine();
			while (line != null && !line.startsWith(name + "=")) {
				line = this.output.readLine();
			}
			if (line == null) {
				throw new IllegalStateException("The process ended without telling its " + name);
			}
			return Double.parseDouble(line.substring(name.length() + 1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	long cpuNanos() {
		return this.process.info().totalCpuDuration().orElseThrow().toNanos();
	}

	private Map<String, Double> measurements() {
		Map<String, Double> measurements = new TreeMap<>();
		this.output.lines()
			.filter((line) -> line.matches("[\\w.]+=[\\d.]+"))
			.map((line) -> line.split("="))
			.forEach((line) -> measurements.put(line[0], Double.valueOf(line[1])));
		int exitCode = this.process.onExit().join().exitValue();
		if (exitCode != 0 || measurements.isEmpty()) {
			throw new IllegalStateException("The process ended with " + exitCode + " and measured " + measurements);
		}
		return measurements;
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
