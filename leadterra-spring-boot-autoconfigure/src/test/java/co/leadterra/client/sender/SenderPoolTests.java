package co.leadterra.client.sender;

import java.time.Duration;
import java.util.List;

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
 * Tests for {@link SenderPool} and {@link SenderPoolClient}.
 */
class SenderPoolTests {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@Test
	void readsTheReferenceShape() {
		assertThat(read("""
				{"id": "pool_1", "name": "Main", "dailyCapacity": 2000, "remainingVolume": 1340,
				"senderAccountIds": ["sa_1", "sa_2"]}"""))
			.isEqualTo(new SenderPool("pool_1", "Main", 2000, 1340, List.of("sa_1", "sa_2"), 2));
	}

	@Test
	void readsTheQuickstartShape() {
		assertThat(read("""
				{"id": "pool_1", "name": "Main", "dailyCapacity": 500, "remainingToday": 412, "senderCount": 8}"""))
			.isEqualTo(new SenderPool("pool_1", "Main", 500, 412, List.of(), 8));
	}

	@Test
	void readsTheGuideShape() {
		assertThat(read("""
				{"id": "pool_1", "name": "Main", "senderCount": 8, "dailyCapacity": 1600, "remainingVolume": 1243}"""))
			.isEqualTo(new SenderPool("pool_1", "Main", 1600, 1243, List.of(), 8));
	}

	@Test
	void senderCountIsUnknownWithoutAccounts() {
		assertThat(read("{\"id\": \"pool_1\"}").senderCount()).isNull();
	}

	@Test
	void statedSenderCountWinsOverTheAccounts() {
		assertThat(read("""
				{"id": "pool_1", "senderAccountIds": ["sa_1"], "senderCount": 8}""").senderCount()).isEqualTo(8);
	}

	@Test
	void nullsAreAbsent() {
		assertThat(read("""
				{"id": "pool_1", "name": null, "dailyCapacity": null, "remainingVolume": null,
				"senderAccountIds": null, "senderCount": null}"""))
			.isEqualTo(new SenderPool("pool_1", null, null, null, null, null));
	}

	@Test
	void missingIdIsRefused() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read("{\"name\": \"Main\"}"))
			.withMessageContaining("id is missing");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "[%s]", "{\"senderPools\": [%s]}", "{\"pools\": [%s]}", "{\"data\": [%s]}", "{\"data\": %s}" })
	void listReadsEveryDocumentedWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra.answering(wrapping.formatted("{\"id\": \"pool_1\"}"));
		StepVerifier.create(leadterra.client(SenderPoolClient.class).list().map(SenderPool::id))
			.expectNext("pool_1")
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(leadterra.calls()).containsExactly("GET /v1/sender-pools");
	}

	private SenderPool read(String json) {
		return this.mapper.readValue(json, SenderPool.class);
	}

}
