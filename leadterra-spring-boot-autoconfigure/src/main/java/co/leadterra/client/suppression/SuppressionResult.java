package co.leadterra.client.suppression;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * What became of the addresses of a call. A counter that Leadterra did not give is
 * {@code null}, not zero.
 *
 * @param suppressed the number of addresses that were added to the list
 * @param alreadySuppressed the number of addresses that were on the list before
 * @param total the number of addresses that were processed
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/suppression">Suppression</a>
 */
@Envelope("result")
public record SuppressionResult(@Nullable Long suppressed, @Nullable Long alreadySuppressed, @Nullable Long total) {

	static final SuppressionResult NOTHING = new SuppressionResult(0L, 0L, 0L);

	static final SuppressionResult UNKNOWN = new SuppressionResult(null, null, null);

	SuppressionResult plus(SuppressionResult other) {
		return new SuppressionResult(sum(this.suppressed, other.suppressed),
				sum(this.alreadySuppressed, other.alreadySuppressed), sum(this.total, other.total));
	}

	private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
		return (a != null && b != null) ? Long.valueOf(a + b) : null;
	}

}
