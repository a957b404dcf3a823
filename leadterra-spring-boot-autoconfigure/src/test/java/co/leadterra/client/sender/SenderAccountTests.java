package co.leadterra.client.sender;

import java.time.Duration;

import co.leadterra.client.fake.FakeLeadterra;
import co.leadterra.client.internal.json.LeadterraCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SenderAccount} and {@link SenderAccountClient}.
 */
class SenderAccountTests {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@Test
	void readsAnAccount() {
		assertThat(read("""
				{"id": "sa_1", "email": "ann@example.com", "name": "Ann", "status": "warming"}"""))
			.isEqualTo(new SenderAccount("sa_1", "ann@example.com", "Ann", SenderAccountStatus.WARMING));
	}

	@Test
	void readsAnAccountOfWhichOnlyTheIdIsGiven() {
		assertThat(read("{\"id\": \"sa_1\"}")).isEqualTo(new SenderAccount("sa_1", null, null, null));
	}

	@Test
	void missingIdIsRefused() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read("{}"))
			.withMessageContaining("id is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[%s]", "{\"data\": [%s]}", "{\"senderAccounts\": [%s]}", "{\"accounts\": [%s]}" })
	void listReadsEveryWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra.answering(wrapping.formatted("{\"id\": \"sa_1\"}"));
		StepVerifier.create(leadterra.client(SenderAccountClient.class).list().map(SenderAccount::id))
			.expectNext("sa_1")
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(leadterra.calls()).containsExactly("GET /v1/sender-accounts");
	}

	private SenderAccount read(String json) {
		return this.mapper.readValue(json, SenderAccount.class);
	}

}
