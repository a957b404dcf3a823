package co.leadterra.it;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import co.leadterra.client.LeadterraConflictException;
import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.LeadterraNotFoundException;
import co.leadterra.client.reply.HandOff;
import co.leadterra.client.reply.Pagination;
import co.leadterra.client.reply.Reply;
import co.leadterra.client.reply.ReplyAssignment;
import co.leadterra.client.reply.ReplyClassification;
import co.leadterra.client.reply.ReplyPage;
import co.leadterra.client.sdr.ProspectCategory;
import co.leadterra.test.RecordedRequest;
import co.leadterra.test.ResponseShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReplyEndpointTests extends AbstractClientTests {

	private static final String LIST = "GET /v1/replies";

	private static final String ASSIGN = "POST /v1/replies/:replyId/assign";

	private static final Instant TIME = Instant.parse("2026-05-04T10:00:00Z");

	private String campaignId;

	@BeforeEach
	void addCampaign() {
		this.campaignId = server.workspace().addCampaign(Map.of());
	}

	@Test
	void replyIsRead() {
		server.workspace()
			.addReply(this.campaignId, Map.of("email", "ada@example.com", "classification", "out_of_office",
					"receivedAt", TIME, "threadSnippet", "Away"));
		assertThat(this.client.replies().list().collectList().block(TIMEOUT)).containsExactly(new Reply("rpl_1",
				"ada@example.com", this.campaignId, ReplyClassification.OUT_OF_OFFICE, TIME, "Away"));
	}

	@Test
	void newestReplyComesFirst() {
		addReplies(3);
		assertThat(this.client.replies().list().map(Reply::id).collectList().block(TIMEOUT)).containsExactly("rpl_3",
				"rpl_2", "rpl_1");
	}

	@Test
	void repliesOfOneCampaignAreListed() {
		addReplies(1);
		String other = server.workspace().addCampaign(Map.of());
		server.workspace().addReply(other, Map.of());
		assertThat(this.client.replies().list(other).map(Reply::campaignId).collectList().block(TIMEOUT))
			.containsExactly(other);
		assertThat(onlyRequest(LIST).query()).containsOnlyKeys("campaignId");
	}

	@Test
	void repliesOfAnUnknownCampaignAreNotFound() {
		assertThatExceptionOfType(LeadterraNotFoundException.class)
			.isThrownBy(() -> this.client.replies().list("camp_404").blockLast(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("campaign_not_found"))
			.satisfies((ex) -> assertThat(ex.getUriTemplate()).isEqualTo("/v1/replies"));
	}

	@Test
	void replyThatComesWhilePagesAreReadDoublesNone() {
		addReplies(120);
		List<String> ids = this.client.replies().list().map(Reply::id).doOnNext((id) -> {
			if (id.equals("rpl_71")) {
				server.workspace().addReply(this.campaignId, Map.of("receivedAt", Instant.now()));
			}
		}).collectList().block(TIMEOUT);
		assertThat(ids).hasSize(120).doesNotHaveDuplicates().contains("rpl_1", "rpl_120");
	}

	@Test
	void allPagesAreRead() {
		addReplies(120);
		List<String> ids = this.client.replies().list().map(Reply::id).collectList().block(TIMEOUT);
		assertThat(ids).hasSize(120).doesNotHaveDuplicates();
		assertThat(server.requests(LIST)).extracting((request) -> request.query().get("page"))
			.containsExactly(null, List.of("2"), List.of("3"));
	}

	@Test
	void pagesOfOneCampaignAreRead() {
		addReplies(60);
		assertThat(this.client.replies().list(this.campaignId).count().block(TIMEOUT)).isEqualTo(60);
		assertThat(server.requests(LIST)).hasSize(2)
			.extracting((request) -> request.query().get("campaignId"))
			.containsOnly(List.of(this.campaignId));
	}

	@Test
	void fewRepliesTakeOneCall() {
		addReplies(120);
		assertThat(this.client.replies().list().take(10).count().block(TIMEOUT)).isEqualTo(10);
		assertThat(server.requestCount(LIST)).isOne();
	}

	@Test
	void pageIsReadOnceAReplyOfItIsAskedFor() {
		addReplies(120);
		StepVerifier.create(this.client.replies().list(), 0)
			.thenRequest(50)
			.expectNextCount(50)
			.then(() -> assertThat(server.requestCount(LIST)).isOne())
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(server.requestCount(LIST)).isEqualTo(2))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void unpaginatedRepliesTakeOneCall() {
		server.respondWith(ResponseShape.REFERENCE);
		addReplies(120);
		assertThat(this.client.replies().list().count().block(TIMEOUT)).isEqualTo(120);
		assertThat(server.requestCount(LIST)).isOne();
	}

	@Test
	void singlePageIsRead() {
		addReplies(25);
		ReplyPage page = this.client.replies().page(this.campaignId, 2, 10).block(TIMEOUT);
		assertThat(page.replies()).extracting(Reply::id).hasSize(10).startsWith("rpl_15").endsWith("rpl_6");
		assertThat(page.pagination()).isEqualTo(new Pagination(25L, 2, 10));
	}

	@Test
	void replyIsHandedToAnSdr() {
		String replyId = server.workspace().addReply(this.campaignId, Map.of("email", "ada@example.com"));
		HandOff handOff = this.client.replies().assign(replyId, assignment().build()).block(TIMEOUT);
		assertThat(handOff).hasNoNullFieldsOrProperties();
		assertThat(server.workspace().threads()).singleElement()
			.extracting("id", "contactEmail")
			.containsExactly(handOff.threadId(), "ada@example.com");
	}

	@Test
	void everyPartOfAnAssignmentIsSent() {
		String replyId = server.workspace().addReply(this.campaignId, Map.of());
		ReplyAssignment assignment = ReplyAssignment.builder("sdr_1")
			.to("team@example.com")
			.cc("boss@example.com", "desk@example.com")
			.subject("Hot")
			.note("Call today")
			.category(ProspectCategory.A)
			.forceForward(false)
			.skipIcpCheck(false)
			.seniority("vp")
			.employeeCount("200")
			.build();
		this.client.replies().assign(replyId, assignment).block(TIMEOUT);
		RecordedRequest request = onlyRequest(ASSIGN);
		assertThat(request.path()).isEqualTo("/v1/replies/" + replyId + "/assign");
		assertThat(json(request)).isEqualTo(Map.of("sdrId", "sdr_1", "to", "team@example.com", "cc",
				List.of("boss@example.com", "desk@example.com"), "subject", "Hot", "note", "Call today", "category",
				"A", "forceForward", false, "skipIcpCheck", false, "seniority", "vp", "employeeCount", "200"));
	}

	@Test
	void replyIsNotHandedOffTwice() {
		String replyId = server.workspace().addReply(this.campaignId, Map.of());
		this.client.replies().assign(replyId, assignment().build()).block(TIMEOUT);
		assertThatExceptionOfType(LeadterraConflictException.class)
			.isThrownBy(() -> this.client.replies().assign(replyId, assignment().build()).block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(409));
		assertThat(server.workspace().handoffs()).hasSize(1);
	}

	@Test
	void replyIsHandedOffAgainByForce() {
		String replyId = server.workspace().addReply(this.campaignId, Map.of());
		this.client.replies().assign(replyId, assignment().build()).block(TIMEOUT);
		this.client.replies().assign(replyId, assignment().forceForward(true).build()).block(TIMEOUT);
		assertThat(server.workspace().handoffs()).hasSize(2);
	}

	@Test
	void contactOutsideTheIcpIsRefused() {
		server.workspace().failIcpChecks(true);
		String replyId = server.workspace().addReply(this.campaignId, Map.of());
		ReplyAssignment assignment = ReplyAssignment.builder("sdr_1").seniority("intern").employeeCount("2").build();
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> this.client.replies().assign(replyId, assignment).block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.isIcpFailed()).isTrue())
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(400));
	}

	@Test
	void unknownSdrIsAnInvalidRequest() {
		String replyId = server.workspace().addReply(this.campaignId, Map.of());
		ReplyAssignment assignment = ReplyAssignment.builder("sdr_404").skipIcpCheck(true).build();
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> this.client.replies().assign(replyId, assignment).block(TIMEOUT))
			.satisfies((ex) -> assertThat(ex.isIcpFailed()).isFalse());
	}

	private static ReplyAssignment.Builder assignment() {
		return ReplyAssignment.builder("sdr_1").skipIcpCheck(true);
	}

	private void addReplies(int count) {
		for (int i = 0; i < count; i++) {
			server.workspace().addReply(this.campaignId, Map.of("receivedAt", TIME.plusSeconds(i)));
		}
	}

}
