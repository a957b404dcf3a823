package co.leadterra.samples.leadimport;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Prints what happens, one fact a line.
 */
final class Console {

	private Console() {
	}

	static void print(String label, String format, @Nullable Object... arguments) {
		System.out.printf("%-10s%s%n", label, String.format(Locale.ROOT, format, arguments));
	}

}
