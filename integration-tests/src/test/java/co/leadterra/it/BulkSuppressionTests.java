package co.leadterra.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.bulk.BulkInterruptedException;
import co.leadterra.client.bulk.RejectionReason;
import co.leadterra.client.suppression.RejectedAddress;
import co.leadterra.client.suppression.SuppressionProgress;
import co.leadterra.test.ErrorEntryShape;
import co.leadterra.test.Fault;
import co.leadterra.test.ResponseShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for suppressing a stream of addresses over HTTP.
 */
class BulkSuppressionTests extends AbstractClientTests {

	private static final String SUPPRESS = "POST /v1/suppression-list";

	@Test
	void everyAddressIsSuppressed() {
		server.workspace().suppress("lead0@example.com");
		SuppressionProgress summary = suppress(addresses(2500));
		assertThat(summary.read()).isEqualTo(2500);
		assertThat(summary.settled()).isEqualTo(2500);
		assertThat(summary.accepted()).isEqualTo(2500);
		assertThat(summary.suppressed()).isEqualTo(2499);
		assertThat(summary.alreadySuppressed()).isOne();
		assertThat(summary.batches()).isEqualTo(3);
		assertThat(summary.summary()).isTrue();
		assertThat(server.requests(SUPPRESS)).extracting((request) -> ((List<?>) json(request).get("emails")).size())
			.containsExactlyInAnyOrder(1000, 1000, 500);
		assertThat(server.workspace().suppressedAddresses()).hasSize(2500);
	}

	@Test
	void counterThatLeadterraLeavesOutIsUnknown() {
		server.respondWith(ResponseShape.REFERENCE);
		SuppressionProgress summary = suppress(addresses(3));
		assertThat(summary.suppressed()).isEqualTo(3);
		assertThat(summary.alreadySuppressed()).isNull();
	}

	@ParameterizedTest
	@EnumSource(ErrorEntryShape.class)
	void invalidAddressesAreReportedAndAllOthersSuppressed(ErrorEntryShape shape) {
		server.respondWith(shape);
		List<RejectedAddress> rejected = new ArrayList<>();
		SuppressionProgress summary = this.client.suppressionList()
			.suppressAll(Flux.just("ada@example.com", "", "bob@localhost", "ADA@example.com", "no address",
					"eve@example.com"))
			.doOnNext((progress) -> rejected.addAll(progress.rejected()))
			.blockLast(TIMEOUT);
		assertThat(rejected).extracting(RejectedAddress::address)
			.containsExactlyInAnyOrder("", "no address", "bob@localhost");
		assertThat(rejected).filteredOn((address) -> address.reason() == RejectionReason.INVALID)
			.extracting(RejectedAddress::message)
			.containsExactly("The address must not be blank",
					"The address must not contain white space or characters that cannot be seen,"
							+ " but has U+0020 at index 2");
		assertThat(summary.failed()).isEqualTo(3);
		assertThat(summary.duplicates()).isZero();
		assertThat(server.workspace().suppressedAddresses()).containsExactlyInAnyOrder("ada@example.com",
				"eve@example.com");
	}

	@Test
	void outageSaysHowFarItGotAndResumingSuppressesTheRest() {
		server.inject(Fault.slow(Duration.ZERO).times(3));
		server.inject(Fault.status(500));
		Flux<String> addresses = addresses(9000);
		assertThatExceptionOfType(BulkInterruptedException.class).isThrownBy(() -> suppress(addresses))
			.withCauseInstanceOf(LeadterraServerException.class)
			.satisfies((ex) -> {
				assertThat(ex.getSettled()).isLessThanOrEqualTo(3000);
				server.clearFaults();
				suppress(addresses.skip(ex.getSettled()));
			});
		assertThat(server.workspace().suppressedAddresses()).hasSize(9000);
	}

	private SuppressionProgress suppress(Flux<String> addresses) {
		return this.client.suppressionList().suppressAll(addresses).blockLast(TIMEOUT);
	}

	private static Flux<String> addresses(int count) {
		return Flux.fromStream(() -> IntStream.range(0, count).mapToObj((i) -> "lead" + i + "@example.com"));
	}

}
