package co.leadterra.test.internal.workspace;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/**
 * Points in time as the API writes them: the campaign calls with whole seconds, the SDR
 * calls with milliseconds.
 */
public final class Timestamps {

	private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	private Timestamps() {
	}

	static String seconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	public static String millis(Instant time) {
		return MILLIS.format(time);
	}

}
