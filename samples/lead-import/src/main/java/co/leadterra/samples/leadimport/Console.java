package co.leadterra.samples.leadimport;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

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

	/**
	 * Prints why something failed.
	 * @param failure the failure
	 */
	public static void printFailure(Throwable failure) {
		print("Failed", "%s", describe(failure));
	}

	/**
	 * Says why something failed: what Leadterra said, or else the first cause.
	 * @param failure the failure
	 * @return the reason
	 */
	public static String describe(Throwable failure) {
		return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.filter(LeadterraException.class::isInstance)
			.map(Throwable::getMessage)
			.findFirst()
			.orElseGet(() -> NestedExceptionUtils.getMostSpecificCause(failure).toString());
	}

}
