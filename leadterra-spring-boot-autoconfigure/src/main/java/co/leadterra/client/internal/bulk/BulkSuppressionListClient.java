package co.leadterra.client.internal.bulk;

import java.util.Collection;
import java.util.List;

import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.internal.EmailAddress;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.suppression.RejectedAddress;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.suppression.SuppressionProgress;
import co.leadterra.client.suppression.SuppressionResult;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;

/**
 * Suppresses addresses in batches.
 *
 * @since 0.1.0
 */
public class BulkSuppressionListClient implements SuppressionListClient {

	private static final int MAX_SIZE = 1000;

	private static final EnrollmentOptions ONE_BY_ONE = EnrollmentOptions.builder()
		.batchSize(MAX_SIZE)
		.concurrency(1)
		.build();

	private static final EnrollmentOptions SEVERAL_AT_A_TIME = EnrollmentOptions.builder().batchSize(MAX_SIZE).build();

	private final SuppressionApi api;

	/**
	 * Creates a client.
	 * @param api makes the calls
	 */
	public BulkSuppressionListClient(SuppressionApi api) {
		this.api = api;
	}

	@Override
	public Mono<SuppressionResult> suppress(Collection<String> emails) {
		Assert.notEmpty(emails, "emails must not be empty");
		List<String> all = emails.stream().toList();
		EmailAddress.checkAll("emails", all);
		return BulkPipeline.sendAll(all, new Suppression(this.api), ONE_BY_ONE)
			.collectList()
			.map(BulkSuppressionListClient::result);
	}

	private static SuppressionResult result(List<SuppressionProgress> progress) {
		SuppressionProgress summary = progress.get(progress.size() - 1);
		return new SuppressionResult(summary.suppressed(), summary.alreadySuppressed(), summary.total(),
				progress.stream().flatMap((step) -> step.rejected().stream()).toList());
	}

	@Override
	public Flux<SuppressionProgress> suppressAll(Publisher<String> emails) {
		Assert.notNull(emails, "emails must not be null");
		return BulkPipeline.send(emails, new Suppression(this.api), SEVERAL_AT_A_TIME);
	}

	@Override
	public String toString() {
		return SuppressionListClient.class.getSimpleName();
	}

	/**
	 * Suppresses addresses.
	 *
	 * @param api makes the calls
	 */
	private record Suppression(SuppressionApi api) implements BulkTarget<String, SuppressionProgress> {

		@Override
		public Mono<ResponseEntity<BulkAnswer>> send(List<String> addresses) {
			return this.api.suppress(addresses);
		}

		@Override
		public String address(String address) {
			return address;
		}

		// whoever reads the list may not: an opt-out is too much to lose
		@Override
		public boolean ignoresCase() {
			return false;
		}

		@Override
		public long size(String address) {
			return address.length();
		}

		@Override
		public @Nullable String problem(String address) {
			String problem = EmailAddress.problem(address);
			return (problem != null) ? "The address " + problem : null;
		}

		@Override
		public SuppressionProgress progress(BulkCounts counts, BulkAnswer sum, List<Rejected<String>> rejected) {
			return new SuppressionProgress(counts.read(), counts.settled(), counts.accepted(), sum.suppressed(),
					sum.alreadySuppressed(), sum.total(), counts.failed(), counts.duplicates(), counts.batches(),
					counts.elapsed(), rejected.stream().map(Suppression::rejectedAddress).toList(), counts.summary());
		}

		private static RejectedAddress rejectedAddress(Rejected<String> rejected) {
			return new RejectedAddress(rejected.item(), rejected.reason(), rejected.message(), rejected.error());
		}

	}

}
