package co.leadterra.client.suppression;

import java.time.Duration;
import java.util.List;

import co.leadterra.client.bulk.BulkCounts;
import co.leadterra.client.bulk.BulkSettings;
import co.leadterra.client.bulk.BulkTarget;
import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.bulk.Rejected;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Suppresses addresses of a stream.
 *
 * @param client makes the calls
 */
record Suppression(SuppressionListClient client) implements BulkTarget<String, SuppressionResult, SuppressionProgress> {

	static final BulkSettings SETTINGS = new BulkSettings(SuppressionRequest.MAX_SIZE, 1024 * 1024,
			Duration.ofSeconds(1), 4, DuplicateHandling.DROP, 100_000);

	@Override
	public Mono<SuppressionResult> send(List<String> addresses) {
		return this.client.suppress(new SuppressionRequest(addresses)).defaultIfEmpty(SuppressionResult.UNKNOWN);
	}

	@Override
	public String address(String address) {
		return address;
	}

	@Override
	public long size(String address) {
		return address.length();
	}

	@Override
	public @Nullable String problem(String address) {
		return SuppressionRequest.isAddress(address) ? null : "The address does not have the form name@domain";
	}

	@Override
	public SuppressionResult nothing() {
		return SuppressionResult.NOTHING;
	}

	@Override
	public SuppressionResult add(SuppressionResult sum, SuppressionResult answer) {
		return sum.plus(answer);
	}

	@Override
	public SuppressionProgress progress(BulkCounts counts, SuppressionResult sum, List<Rejected<String>> rejected) {
		return new SuppressionProgress(counts.read(), counts.settled(), counts.accepted(), sum.suppressed(),
				sum.alreadySuppressed(), counts.failed(), counts.duplicates(), counts.batches(), counts.elapsed(),
				rejected.stream().map(Suppression::rejectedAddress).toList(), counts.summary());
	}

	private static RejectedAddress rejectedAddress(Rejected<String> rejected) {
		return new RejectedAddress(rejected.item(), rejected.reason(), rejected.message(), rejected.error());
	}

}
