package co.leadterra.samples.leadimport;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of leads that do not exist, with a few rows that are wrong.
 */
final class DemoFile {

	private static final int ROWS = 100_000;

	private DemoFile() {
	}

	/**
	 * Writes the file to the directory for temporary files.
	 * @return where it is
	 */
	static Path write() {
		Path path = Path.of(System.getProperty("java.io.tmpdir"), "demo-leads.csv");
		try (BufferedWriter file = Files.newBufferedWriter(path)) {
			file.write("email,firstName,company,product\n");
			for (int i = 1; i <= ROWS; i++) {
				file.write(row(i));
				file.write('\n');
			}
			return path;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String row(int i) {
		return switch (i % 10_000) {
			case 1_234 -> "nobody,Lead %s,Company %s,\"Engine, small\"".formatted(i, i);
			case 4_567 -> "lead%s@localhost,Lead %s,Company %s,Engine".formatted(i, i, i);
			case 8_910 -> "lead%s@example.com,Lead %s".formatted(i, i);
			default -> "lead%s@example.com,Lead %s,Company %s,\"Engine, %s rpm\"".formatted(i, i, i, i);
		};
	}

}
