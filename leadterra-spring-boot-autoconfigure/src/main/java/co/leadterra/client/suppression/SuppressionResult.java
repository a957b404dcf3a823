package co.leadterra.client.suppression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What became of a list of addresses. A counter that Leadterra did not give is
 * {@code null}, not zero.
 *
 * @param suppressed the number of addresses that were added to the list
 * @param alreadySuppressed the number of addresses that were on the list before
 * @param total the number of addresses that were processed
 * @param rejected the addresses that Leadterra refused, which are not suppressed
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/suppression">Suppression</a>
 */
public record SuppressionResult(@Nullable Long suppressed, @Nullable Long alreadySuppressed, @Nullable Long total,
		List<RejectedAddress> rejected) {

	/**
	 * Creates a result.
	 */
	public SuppressionResult {
		rejected = List.copyOf(rejected);
	}

	/**
	 * Creates the result of a list of which no address was rejected.
	 * @param suppressed the number of addresses that were added to the list
	 * @param alreadySuppressed the number of addresses that were on the list before
	 * @param total the number of addresses that were processed
	 */
	public SuppressionResult(@Nullable Long suppressed, @Nullable Long alreadySuppressed, @Nullable Long total) {
		this(suppressed, alreadySuppressed, total, List.of());
	}

}
