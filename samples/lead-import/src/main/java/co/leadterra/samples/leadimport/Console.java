package co.leadterra.samples.leadimport;

import java.util.Locale;

/**
 * Prints what happens, one fact a line.
 */
final class Console {

	private Console() {
	}

	static void print(String label, String format, Object... arguments) {
		System.out.printf("%-10s%s%n", label, String.format(Locale.ROOT, format, arguments));
	}

}
