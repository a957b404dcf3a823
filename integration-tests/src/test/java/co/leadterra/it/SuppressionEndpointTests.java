package co.leadterra.it;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.bulk.BulkInterruptedException;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.suppression.RejectedAddress;
import co.leadterra.client.suppression.SuppressionResult;
import co.leadterra.test.Fault;
import co.leadterra.test.ResponseShape;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SuppressionEndpointTests extends AbstractClientTests {

	private static final String SUPPRESS = "POST /v1/suppression-list";

	@Test
	void addressesAreSuppressed() {
		server.workspace().suppress("ada@example.com");
		SuppressionResult result = suppress(List.of("ada@example.com", "grace@example.com"));
		assertThat(result).isEqualTo(new SuppressionResult(1L, 1L, 2L));
		assertThat(server.workspace().suppressedAddresses()).containsExactlyInAnyOrder("ada@example.com",
				"grace@example.com");
	}

	@Test
	void manyAddressesTakeSeveralCalls() {
		server.workspace().suppress("lead0@example.com", "lead1500@example.com");
		assertThat(suppress(addresses(2500))).isEqualTo(new SuppressionResult(2498L, 2L, 2500L));
		assertThat(server.requests(SUPPRESS)).extracting((request) -> ((List<?>) json(request).get("emails")).size())
			.containsExactly(1000, 1000, 500);
		assertThat(server.workspace().suppressedAddresses()).hasSize(2500);
	}

	@Test
	void aThousandAddressesTakeOneCall() {
		suppress(addresses(1000));
		assertThat(server.requestCount(SUPPRESS)).isOne();
	}

	@Test
	void counterThatIsNotGivenStaysUnknownInTheSum() {
		server.respondWith(ResponseShape.REFERENCE);
		assertThat(suppress(addresses(1500))).isEqualTo(new SuppressionResult(1500L, null, null));
	}

	@Test
	void failureEndsTheCallsAndTellsHowFarTheyGot() {
		server.inject(Fault.slow(Duration.ZERO).once());
		server.inject(Fault.status(500).once());
		assertThatExceptionOfType(BulkInterruptedException.class).isThrownBy(() -> suppress(addresses(2500)))
			.withCauseInstanceOf(LeadterraServerException.class)
			.satisfies((ex) -> assertThat(ex.getSettled()).isEqualTo(1000));
		assertThat(server.requestCount(SUPPRESS)).isEqualTo(2);
		assertThat(server.workspace().suppressedAddresses()).hasSize(1000);
	}

	@Test
	void addressesThatLeadterraRefusesAreInTheResultAndAllOthersSuppressed() {
		SuppressionResult result = suppress(List.of("ada@example.com", "grace@localhost"));
		assertThat(result.suppressed()).isOne();
		assertThat(result.rejected()).extracting(RejectedAddress::address).containsExactly("grace@localhost");
	}

	@Test
	void listOfWhichAllAddressesAreRefusedFailsWithTheRefusal() {
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> suppress(List.of("grace@localhost")))
			.satisfies((ex) -> assertThat(ex.getFieldErrors())
				.containsExactly(new FieldError(0, null, "grace@localhost", null, "not a valid email address")));
	}

	private SuppressionResult suppress(List<String> emails) {
		return this.client.suppressionList().suppress(emails).block(TIMEOUT);
	}

	private static List<String> addresses(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "lead" + i + "@example.com").toList();
	}

}
