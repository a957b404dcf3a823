package co.leadterra.it;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.campaign.Campaign;
import co.leadterra.client.campaign.CampaignStats;
import co.leadterra.client.campaign.CampaignStatus;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.campaign.SequenceStep;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CampaignEndpointTests extends AbstractClientTests {

	@Test
	void createdCampaignIsADraft() {
		Campaign campaign = this.client.campaigns()
			.create(NewCampaign.of("Launch", SequenceStep.of("Hello {{firstName}}", "<p>Hi</p>"),
					SequenceStep.of("Again", "<p>Still there?</p>", 3)))
			.block(TIMEOUT);
		assertThat(campaign.id()).isEqualTo("camp_1");
		assertThat(campaign.name()).isEqualTo("Launch");
		assertThat(campaign.status()).isEqualTo(CampaignStatus.DRAFT);
		assertThat(campaign.sequenceSteps()).containsExactly(
				new Campaign.Step("Hello {{firstName}}", "<p>Hi</p>", null),
				new Campaign.Step("Again", "<p>Still there?</p>", 3));
		assertThat(campaign.createdAt()).isNotNull();
		assertThat(campaign.startedAt()).isNull();
		assertThat(server.workspace().campaigns()).singleElement().extracting("name").isEqualTo("Launch");
	}

	@Test
	void delayIsSentWithTheStepsThatHaveOne() {
		this.client.campaigns()
			.create(NewCampaign.of("Launch", SequenceStep.of("One", "<p>1</p>"), SequenceStep.of("Two", "<p>2</p>", 0)))
			.block(TIMEOUT);
		assertThat(json(onlyRequest("POST /v1/campaigns"))).isEqualTo(
				Map.of("name", "Launch", "sequenceSteps", List.of(Map.of("subject", "One", "bodyHtml", "<p>1</p>"),
						Map.of("subject", "Two", "bodyHtml", "<p>2</p>", "delayDays", 0))));
	}

	@Test
	void campaignWithoutStepsSendsNone() {
		Campaign campaign = this.client.campaigns().create(NewCampaign.of("Launch")).block(TIMEOUT);
		assertThat(json(onlyRequest("POST /v1/campaigns"))).isEqualTo(Map.of("name", "Launch"));
		assertThat(campaign.sequenceSteps()).isEmpty();
	}

	@Test
	void textOutsideOfAsciiArrivesUnchanged() {
		String name = "Größe \uD83D\uDE80 \"quoted\"\n\u0000";
		Campaign campaign = this.client.campaigns().create(NewCampaign.of(name)).block(TIMEOUT);
		assertThat(campaign.name()).isEqualTo(name);
		assertThat(server.workspace().campaigns()).singleElement().extracting("name").isEqualTo(name);
	}

	@Test
	void startedCampaignRuns() {
		String id = campaignWithLeads("ada@example.com");
		Campaign campaign = this.client.campaigns().start(id).block(TIMEOUT);
		assertThat(campaign.id()).isEqualTo(id);
		assertThat(campaign.status()).isEqualTo(CampaignStatus.RUNNING);
		assertThat(campaign.startedAt()).isNotNull();
		assertThat(server.workspace().campaigns()).singleElement().extracting("status").isEqualTo("running");
	}

	@Test
	void campaignWithoutLeadsIsNotStarted() {
		String id = server.workspace().addCampaign(Map.of());
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> this.client.campaigns().start(id).block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("no_leads_enrolled"))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(400));
	}

	@Test
	void campaignWithoutStepsIsNotStarted() {
		String id = server.workspace().addCampaign(Map.of("sequenceSteps", List.of()));
		server.workspace().addLeads(id, "ada@example.com");
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> this.client.campaigns().start(id).block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("no_sequence_steps"));
	}

	@Test
	void startOfARunningCampaignChangesNothing() {
		String id = campaignWithLeads("ada@example.com");
		Campaign first = this.client.campaigns().start(id).block(TIMEOUT);
		assertThat(this.client.campaigns().start(id).block(TIMEOUT)).isEqualTo(first);
	}

	@Test
	void pausedCampaignTellsSince() {
		String id = campaignWithLeads("ada@example.com");
		this.client.campaigns().start(id).block(TIMEOUT);
		Campaign campaign = this.client.campaigns().pause(id).block(TIMEOUT);
		assertThat(campaign.status()).isEqualTo(CampaignStatus.PAUSED);
		assertThat(campaign.pausedAt()).isNotNull();
	}

	@Test
	void pauseOfAPausedCampaignChangesNothing() {
		String id = campaignWithLeads("ada@example.com");
		this.client.campaigns().start(id).block(TIMEOUT);
		Campaign first = this.client.campaigns().pause(id).block(TIMEOUT);
		assertThat(this.client.campaigns().pause(id).block(TIMEOUT)).isEqualTo(first);
	}

	@Test
	void pauseOfADraftLeavesItADraft() {
		String id = server.workspace().addCampaign(Map.of());
		Campaign campaign = this.client.campaigns().pause(id).block(TIMEOUT);
		assertThat(campaign.status()).isEqualTo(CampaignStatus.DRAFT);
		assertThat(campaign.pausedAt()).isNull();
	}

	@Test
	void pausedCampaignStartsAgain() {
		String id = campaignWithLeads("ada@example.com");
		Instant startedAt = this.client.campaigns().start(id).block(TIMEOUT).startedAt();
		this.client.campaigns().pause(id).block(TIMEOUT);
		Campaign campaign = this.client.campaigns().start(id).block(TIMEOUT);
		assertThat(campaign.status()).isEqualTo(CampaignStatus.RUNNING);
		assertThat(campaign.startedAt()).isEqualTo(startedAt);
	}

	@Test
	void statsCountLeadsAndMails() {
		String id = campaignWithLeads("a1@example.com", "a2@example.com", "a3@example.com", "a4@example.com",
				"a5@example.com", "a6@example.com", "a7@example.com", "a8@example.com", "a9@example.com",
				"a10@example.com");
		this.client.campaigns().start(id).block(TIMEOUT);
		server.workspace().simulateSending(id);
		server.workspace().addReply(id, Map.of("email", "a1@example.com"));
		CampaignStats stats = this.client.campaigns().stats(id).block(TIMEOUT);
		assertThat(stats)
			.isEqualTo(new CampaignStats(id, CampaignStatus.RUNNING, 10L, 10L, 9L, 1L, 1L, 0L, 5.0 / 9, 1.0 / 9));
	}

	@Test
	void campaignOfAnotherWorkspaceIsNotFound() {
		assertThatExceptionOfType(LeadterraNotFoundException.class)
			.isThrownBy(() -> this.client.campaigns().stats("camp_404").block(TIMEOUT))
			.withMessageStartingWith(
					"GET /v1/campaigns/{campaignId}/stats failed: 404 campaign_not_found, There is no campaign")
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("campaign_not_found"))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(404));
	}

	private static String campaignWithLeads(String... emails) {
		String id = server.workspace().addCampaign(Map.of());
		server.workspace().addLeads(id, emails);
		return id;
	}

}
