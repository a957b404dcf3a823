package co.leadterra.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * All that was measured, kept in a file so that a run can be continued.
 */
final class Results {

	private final Path file;

	private final List<Measurement> measurements = new ArrayList<>();

	Results(Path file) {
		this.file = file;
		try {
			if (Files.exists(file)) {
				Files.readAllLines(file).stream().map(Measurement::parse).forEach(this.measurements::add);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void add(String workload, String subject, String metric, double value) {
		Measurement measurement = new Measurement(workload, subject, metric, value);
		this.measurements.add(measurement);
		try {
			Files.writeString(this.file, measurement.line() + System.lineSeparator(), StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	OptionalDouble median(String workload, String subject, String metric) {
		return quantile(values(workload, subject, metric), 0.5);
	}

	/**
	 * Returns a quantile of the ratios of the measurements that were made one after the
	 * other, which what else the machine does disturbs less than the ratio of the
	 * medians.
	 * @param workload the workload
	 * @param subject what is compared
	 * @param reference what it is compared with
	 * @param metric what was measured
	 * @param quantile from 0 to 1
	 * @return the ratio, empty if one of the two was not measured
	 */
	OptionalDouble ratio(String workload, String subject, String reference, String metric, double quantile) {
		double[] values = values(workload, subject, metric);
		double[] references = values(workload, reference, metric);
		double[] ratios = new double[Math.min(values.length, references.length)];
		Arrays.setAll(ratios, (i) -> values[i] / references[i]);
		return quantile(ratios, quantile);
	}

	int count(String workload, String subject, String metric) {
		return values(workload, subject, metric).length;
	}

	private double[] values(String workload, String subject, String metric) {
		return this.measurements.stream()
			.filter((measurement) -> measurement.workload.equals(workload) && measurement.subject.equals(subject)
					&& measurement.metric.equals(metric))
			.mapToDouble(Measurement::value)
			.toArray();
	}

	private static OptionalDouble quantile(double[] values, double quantile) {
		if (values.length == 0) {
			return OptionalDouble.empty();
		}
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		double position = quantile * (sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.length - 1);
		return OptionalDouble.of(sorted[below] + (position - below) * (sorted[above] - sorted[below]));
	}

	private record Measurement(String workload, String subject, String metric, double value) {

		static Measurement parse(String line) {
			String[] parts = line.split(",", -1);
			return new Measurement(parts[0], parts[1], parts[2], Double.parseDouble(parts[3]));
		}

		String line() {
			return "%s,%s,%s,%s".formatted(this.workload, this.subject, this.metric, this.value);
		}

	}

}
