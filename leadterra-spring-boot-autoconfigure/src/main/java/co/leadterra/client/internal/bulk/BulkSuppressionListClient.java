package co.leadterra.client.internal.bulk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

	private final BulkTarget<String, SuppressionProgress> target;

	/**
	 * Creates a client.
	 * @param api makes the calls
	 */
	public BulkSuppressionListClient(SuppressionApi api) {
		// Case counts, as whoever reads the list may go by it: an opt-out is too much to
		// lose.
		this.target = new BulkTarget<>(api::suppress, Function.identity(), false, String::length,
				BulkSuppressionListClient::problem, BulkSuppressionListClient::progress);
	}

	@Override
	public Mono<SuppressionResult> suppress(Collection<String> emails) {
		Assert.notEmpty(emails, "emails must not be empty");
		List<String> all = emails.stream().toList();
		EmailAddress.checkAll("emails", all);
		return BulkPipeline.sendAll(all, this.target, ONE_BY_ONE)
			.map((summary) -> new SuppressionResult(summary.suppressed(), summary.alreadySuppressed(), summary.total(),
					summary.rejected()));
	}

	@Override
	public Flux<SuppressionProgress> suppressAll(Publisher<String> emails) {
		Assert.notNull(emails, "emails must not be null");
		return BulkPipeline.send(emails, this.target, SEVERAL_AT_A_TIME);
	}

	@Override
	public String toString() {
		return SuppressionListClient.class.getSimpleName();
	}

	private static @Nullable String problem(String address) {
		String problem = EmailAddress.problem(address);
		return (problem != null) ? "The address " + problem : null;
	}

	private static SuppressionProgress progress(Snapshot<String> stream) {
		Map<String, Long> sum = stream.sum().counters();
		List<RejectedAddress> rejected = stream.rejected()
			.stream()
			.map((address) -> new RejectedAddress(address.item(), address.reason(), address.message(), address.error()))
			.toList();
		return new SuppressionProgress(stream.read(), stream.settled(), stream.accepted(), sum.get("suppressed"),
				sum.get("alreadySuppressed"), sum.get("total"), stream.failed(), stream.duplicates(), stream.batches(),
				stream.elapsed(), rejected, stream.summary());
	}

}
