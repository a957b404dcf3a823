package co.leadterra.test;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the suppression list.
 */
class SuppressionTests extends AbstractServerTests {

	@Test
	void addressesAreSuppressed() throws IOException {
		assertThat(suppress("'Ada@example.com','grace@example.com'").json())
			.isEqualTo(json("{'result':{'suppressed':2,'alreadySuppressed':0,'total':2}}"));
		assertThat(server.workspace().suppressedAddresses()).containsExactlyInAnyOrder("ada@example.com",
				"grace@example.com");
	}

	@Test
	void addressesAlreadySuppressedAreCountedApart() throws IOException {
		suppress("'ada@example.com'");
		assertThat(suppress("'ADA@example.com','grace@example.com'").json())
			.isEqualTo(json("{'result':{'suppressed':1,'alreadySuppressed':1,'total':2}}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'emails':null}", "{'emails':[]}", "{'emails':'ada@example.com'}", "{'emails':[1]}",
			"{'emails':[null]}" })
	void malformedListIsInvalid(String body) throws IOException {
		TestHttp.Reply reply = http.post("/v1/suppression-list", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("invalid_request");
	}

	@Test
	void invalidAddressesAreNamedAndNothingIsSuppressed() throws IOException {
		TestHttp.Reply reply = suppress("'ada@example.com','example.com'");
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.at("/errors"))
			.isEqualTo(json("[{'index':1,'email':'example.com','message':'not a valid email address'}]"));
		assertThat(server.workspace().suppressedAddresses()).isEmpty();
	}

	@Test
	void thousandAddressesAreTheMost() throws IOException {
		assertThat(suppress(emails(1000)).at("/result/suppressed").asInt()).isEqualTo(1000);
		assertThat(suppress(emails(1001)).status()).isEqualTo(400);
	}

	private static String emails(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "'lead" + i + "@example.com'")
			.collect(Collectors.joining(","));
	}

	private static TestHttp.Reply suppress(String emails) throws IOException {
		return http.post("/v1/suppression-list", "{'emails':[" + emails + "]}");
	}

}
