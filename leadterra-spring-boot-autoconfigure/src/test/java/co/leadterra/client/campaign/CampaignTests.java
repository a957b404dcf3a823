package co.leadterra.client.campaign;

import java.time.Instant;
import java.util.List;

import co.leadterra.client.internal.json.LeadterraCodecs;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Campaign}.
 */
class CampaignTests {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@Test
	void readsTheAnswerToCreate() {
		assertThat(read("""
				{"id": "camp_1", "name": "Launch", "status": "draft", "createdAt": "2025-03-01T09:00:00Z",
				"sequenceSteps": [{"subject": "Hi", "bodyHtml": "<p>Hi</p>"},
				{"subject": "Again", "bodyHtml": "<p>Again</p>", "delayDays": 3}]}"""))
			.isEqualTo(new Campaign("camp_1", "Launch", CampaignStatus.DRAFT,
					List.of(new Campaign.Step("Hi", "<p>Hi</p>", null), new Campaign.Step("Again", "<p>Again</p>", 3)),
					Instant.parse("2025-03-01T09:00:00Z"), null, null));
	}

	@Test
	void readsTheAnswerToStart() {
		assertThat(read("""
				{"id": "camp_1", "status": "running", "startedAt": "2025-03-01T09:00:00Z"}""")).isEqualTo(new Campaign(
				"camp_1", null, CampaignStatus.RUNNING, List.of(), null, Instant.parse("2025-03-01T09:00:00Z"), null));
	}

	@Test
	void readsTheAnswerToPause() {
		assertThat(read("""
				{"id": "camp_1", "status": "paused", "pausedAt": "2025-03-01T09:00:00Z"}""")).isEqualTo(new Campaign(
				"camp_1", null, CampaignStatus.PAUSED, List.of(), null, null, Instant.parse("2025-03-01T09:00:00Z")));
	}

	@Test
	void readsStepsThatCouldNotBeCreated() {
		assertThat(read("""
				{"id": "camp_1", "sequenceSteps": [{"subject": "", "bodyHtml": null, "delayDays": -1}]}""")
			.sequenceSteps()).containsExactly(new Campaign.Step("", null, -1));
	}

	@Test
	void missingIdIsRefused() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read("{\"status\": \"draft\"}"))
			.withMessageContaining("id is missing");
	}

	private Campaign read(String json) {
		return this.mapper.readValue(json, Campaign.class);
	}

}
