package co.leadterra.client.campaign;

import co.leadterra.client.internal.json.LeadterraCodecs;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CampaignStats}.
 */
class CampaignStatsTests {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@Test
	void readsAllFigures() {
		assertThat(read("""
				{"campaignId": "camp_1", "status": "draft", "totalEnrolled": 7, "sent": 6, "delivered": 5, "bounced": 4,
				"replied": 3, "queued": 2, "openRate": 0.5, "replyRate": 0.25}"""))
			.isEqualTo(new CampaignStats("camp_1", CampaignStatus.DRAFT, 7L, 6L, 5L, 4L, 3L, 2L, 0.5, 0.25));
	}

	@Test
	void missingFiguresAreAbsentAndNotZero() {
		assertThat(read("{\"campaignId\": \"camp_1\", \"sent\": null, \"openRate\": null}"))
			.isEqualTo(new CampaignStats("camp_1", null, null, null, null, null, null, null, null, null));
	}

	@Test
	void wholeNumberIsReadAsARate() {
		assertThat(read("{\"openRate\": 1, \"replyRate\": 0}")).satisfies((stats) -> {
			assertThat(stats.openRate()).isEqualTo(1.0);
			assertThat(stats.replyRate()).isEqualTo(0.0);
		});
	}

	private CampaignStats read(String json) {
		return this.mapper.readValue(json, CampaignStats.class);
	}

}
