package co.leadterra.client.internal.call;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The {@code Retry-After} header of an answer, in either of its two forms.
 *
 * @since 0.1.0
 */
public final class RetryAfter {

	private static final Pattern SECONDS = Pattern.compile("\\+?(\\d+)(\\.\\d*[1-9]\\d*)?(?:\\.0*)?\\s*s?");

	private static final long LONGEST = 999_999_999;

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
		String header = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.RETRY_AFTER), "").strip();
		Matcher seconds = SECONDS.matcher(header);
		if (seconds.matches()) {
			long whole = (seconds.group(1).length() <= 9) ? Long.parseLong(seconds.group(1)) : LONGEST;
			return Duration.ofSeconds(whole + ((seconds.group(2) != null) ? 1 : 0));
		}
		try {
			ZonedDateTime time = header.matches("\\d{4}-.*") ? ZonedDateTime.parse(header)
					: headers.getFirstZonedDateTime(HttpHeaders.RETRY_AFTER);
			if (time == null) {
				return null;
			}
			Duration duration = Duration.between(clock.instant(), time);
			return duration.isNegative() ? Duration.ZERO : duration;
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return null;
		}
	}

}
