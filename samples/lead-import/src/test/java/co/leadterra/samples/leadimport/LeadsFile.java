package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file to import, and what has to become of each of its lines.
 */
final class LeadsFile {

	private final List<String> lines = new ArrayList<>(List.of("email,firstName,company,note"));

	private final List<String> enrolled = new ArrayList<>();

	private final List<String> rejectedLines = new ArrayList<>();

	/**
	 * Makes a file in which every 50th row is wrong in one of four ways.
	 * @param rows the number of rows
	 * @return the file
	 */
	static LeadsFile of(int rows) {
		LeadsFile file = new LeadsFile();
		for (int i = 1; i <= rows; i++) {
			if (i % 50 == 0) {
				file.reject(wrong(i));
			}
			else {
				file.enroll("lead%s@example.com".formatted(i), "Row " + i);
			}
		}
		return file;
	}

	private static String wrong(int i) {
		return switch (i / 50 % 4) {
			case 0 -> "nobody,Row %s,Acme,".formatted(i);
			case 1 -> "refused%s@localhost,Row %s,Acme,".formatted(i, i);
			case 2 -> "short%s@example.com,Row %s".formatted(i, i);
			default -> "early%s@example.com,Row %s,Acme,\"closed\" too early".formatted(i, i);
		};
	}

	private void enroll(String email, String firstName) {
		this.lines.add("%s,%s,Acme,\"a, b\"".formatted(email, firstName));
		this.enrolled.add(email + " " + firstName);
	}

	private void reject(String line) {
		this.lines.add(line);
		this.rejectedLines.add(String.valueOf(this.lines.size()));
	}

	Path writeTo(Path directory) {
		try {
			return Files.write(directory.resolve("leads.csv"), this.lines);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns who has to be in the campaign.
	 * @return addresses and first names
	 */
	List<String> enrolled() {
		return this.enrolled;
	}

	/**
	 * Returns what has to be in the skip file.
	 * @return the numbers of the lines
	 */
	List<String> rejectedLines() {
		return this.rejectedLines;
	}

}
