package co.leadterra.client.internal.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import co.leadterra.client.campaign.Campaign;
import co.leadterra.client.campaign.CampaignStats;
import co.leadterra.client.campaign.CampaignStatus;
import co.leadterra.client.reply.HandOff;
import co.leadterra.client.reply.Reply;
import co.leadterra.client.reply.ReplyPage;
import co.leadterra.client.sdr.DraftSuggestions;
import co.leadterra.client.sdr.GmailStatus;
import co.leadterra.client.sdr.InboxPage;
import co.leadterra.client.sdr.SentDraft;
import co.leadterra.client.webhook.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EnvelopeDecoder} with the records of the API.
 */
class WrappedRecordTests {

	private final EnvelopeDecoder decoder = new EnvelopeDecoder(LeadterraCodecs.jsonMapper().build(), 1024 * 1024);

	@ParameterizedTest
	@ValueSource(strings = { """
			{"status":"success","data":{"id":"camp_1"}}""", """
			{"data":{"id":"camp_1"},"status":"success"}""", """
			{"status":"success","campaign":{"campaignId":"camp_1"}}""", """
			{"success":true,"data":{"status":"success","campaign":{"id":"camp_1"}},"name":"createCampaign"}""" })
	void statusOfAnAnswerIsNotThatOfACampaign(String body) {
		Campaign campaign = read(body, Campaign.class);
		assertThat(campaign.id()).isEqualTo("camp_1");
		assertThat(campaign.status()).isNull();
		assertThat(campaign.name()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"campaignId":"c","stats":{"sent":9}}""", """
			{"stats":{"sent":9},"campaignId":"c"}""" })
	void figuresAreReadBesideTheIdOfTheirCampaign(String body) {
		assertThat(read(body, CampaignStats.class)).isEqualTo(stats(null, null, 9L));
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"campaignId":"c","status":"active","stats":{"sent":9}}""", """
			{"stats":{"sent":9},"status":"active","campaignId":"c"}""", """
			{"campaignId":"c","data":{"stats":{"sent":9}},"status":"active"}""", """
			{"data":{"status":"active","stats":{"sent":9},"campaignId":"c"},"status":"success"}""" })
	void figuresAreReadBesideIdAndStatusOfTheirCampaign(String body) {
		assertThat(read(body, CampaignStats.class)).isEqualTo(stats(new CampaignStatus("active"), null, 9L));
	}

	@Test
	void figuresAreReadOnBothSidesOfAWrapper() {
		assertThat(read("""
				{"campaignId":"c","status":"active","totalEnrolled":12,"stats":{"sent":9}}""", CampaignStats.class))
			.isEqualTo(stats(new CampaignStatus("active"), 12L, 9L));
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"campaignId":"c","totalEnrolled":12,"sent":9,"stats":{"sent":1}}""", """
			{"data":{"sent":1,"note":"x"},"stats":{"url":"x"},"campaignId":"c","totalEnrolled":12,"sent":9}""", """
			{"campaignId":"c","totalEnrolled":12,"sent":9,"stats":{"campaignId":"other"},"data":{}}""" })
	void flatFiguresStayFlat(String body) {
		assertThat(read(body, CampaignStats.class)).isEqualTo(stats(null, 12L, 9L));
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"id":"camp_1","name":"Launch","status":"draft","campaign":{"name":"other"},"data":{"x":1}}""", """
			{"data":{"id":"x","createdAt":"2025-03-01T09:00:00Z"},"id":"camp_1","name":"Launch","status":"draft"}""" })
	void flatCampaignStaysFlat(String body) {
		assertThat(read(body, Campaign.class))
			.isEqualTo(new Campaign("camp_1", "Launch", CampaignStatus.DRAFT, List.of(), null, null, null));
	}

	@Test
	void idsAreReadOnBothSidesOfAWrapper() {
		assertThat(read("""
				{"threadId":"t","messageId":"m","data":{"handoffId":"h"}}""", HandOff.class))
			.isEqualTo(new HandOff("h", "t", "m", null));
		assertThat(read("""
				{"messageId":"m","data":{"guardrails":{"issues":[]}}}""", SentDraft.class)).satisfies((sent) -> {
			assertThat(sent.messageId()).isEqualTo("m");
			assertThat(sent.guardrails()).isNotNull();
		});
	}

	@Test
	void whatIsKnownOfAPageStandsBesideItsWrapper() {
		assertThat(read("""
				{"total":1,"hasMore":false,"data":{"threads":[{"id":"t"}]}}""", InboxPage.class)).satisfies((page) -> {
			assertThat(page.threads()).hasSize(1);
			assertThat(page.total()).isEqualTo(1);
			assertThat(page.hasMore()).isFalse();
		});
		assertThat(read("""
				{"pagination":{"total":1,"page":1},"data":{"replies":[{"id":"r"}]}}""", ReplyPage.class))
			.satisfies((page) -> {
				assertThat(page.replies()).extracting(Reply::id).containsExactly("r");
				assertThat(page.pagination()).isNotNull();
			});
		assertThat(read("""
				{"insights":[{"draftId":"d"}],"appliedRules":[1],"data":{"drafts":[]}}""", DraftSuggestions.class)
			.insights()).hasSize(1);
	}

	@Test
	void recordsWithoutAnIdAreRead() {
		assertThat(read("""
				{"email":"ada@example.com","connected":true,"data":{"lastSyncError":"x"}}""", GmailStatus.class))
			.isEqualTo(new GmailStatus(true, "ada@example.com", null, null, "x"));
	}

	@Test
	void anIdInsideDecides() {
		assertThat(read("""
				{"status":"active","events":["message.sent"],"webhook":{"id":"wh_1"}}""", Webhook.class).id())
			.isEqualTo("wh_1");
	}

	private static CampaignStats stats(CampaignStatus status, Long totalEnrolled, Long sent) {
		return new CampaignStats("c", status, totalEnrolled, sent, null, null, null, null, null, null);
	}

	private <T> T read(String body, Class<T> type) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return this.decoder
			.decodeToMono(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)), ResolvableType.forClass(type),
					MediaType.APPLICATION_JSON, null)
			.cast(type)
			.block(Duration.ofSeconds(10));
	}

}
