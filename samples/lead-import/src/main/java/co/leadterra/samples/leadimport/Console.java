package co.leadterra.samples.leadimport;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Prints what happens, one fact a line.
 */
public final class Console {

	private Console() {
	}

	/**
	 * Prints a fact.
	 * @param label what it is about
	 * @param format the fact, as a format string
	 * @param arguments the arguments of the format
	 */
	public static void print(String label, String format, @Nullable Object... arguments) {
		System.out.printf("%-10s%s%n", label, String.format(Locale.ROOT, format, arguments));
	}

}
