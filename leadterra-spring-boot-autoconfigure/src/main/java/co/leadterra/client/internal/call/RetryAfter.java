package co.leadterra.client.internal.call;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The {@code Retry-After} header of an answer, in either of its two forms.
 *
 * @since 0.1.0
 */
public final class RetryAfter {

	private RetryAfter() {
	}

	/**
	 * Reads the header.
	 * @param headers the headers of an answer
	 * @param clock tells the time, for a header that gives a date
	 * @return how long to wait, zero or longer, or {@code null} if there is no header
	 * that can be read
	 */
	public static @Nullable Duration of(HttpHeaders headers, Clock clock) {
		String header = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (header == null) {
			return null;
		}
		if (header.matches("\\d{1,9}")) {
			return Duration.ofSeconds(Long.parseLong(header));
		}
		try {
			Duration duration = Duration.between(clock.instant(),
					ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
			return duration.isNegative() ? Duration.ZERO : duration;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
