package co.leadterra.client.reply;

import java.time.Duration;

import co.leadterra.client.fake.FakeLeadterra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ReplyClient}.
 */
class ReplyClientTests {

	@ParameterizedTest
	@ValueSource(strings = { "[%s]", "{\"data\": [%s]}", "{\"data\": [%s], \"pagination\": {}}",
			"{\"replies\": [%s], \"pagination\": {\"total\": 1, \"page\": 1, \"perPage\": 50}}",
			"{\"data\": {\"replies\": [%s], \"pagination\": {\"total\": 1, \"page\": 1, \"perPage\": 50}}}" })
	void listReadsEveryWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra.answering(wrapping.formatted("{\"id\": \"rpl_1\"}"));
		StepVerifier.create(leadterra.client(ReplyClient.class).list().map(Reply::id))
			.expectNext("rpl_1")
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(leadterra.calls()).containsExactly("GET /v1/replies");
	}

	@Test
	void listAsksForTheRepliesOfACampaign() {
		FakeLeadterra leadterra = FakeLeadterra.answering("[]");
		StepVerifier.create(leadterra.client(ReplyClient.class).list("camp_1"))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(leadterra.calls()).containsExactly("GET /v1/replies?campaignId=camp_1");
	}

	@Test
	void pageAsksForOnePage() {
		FakeLeadterra leadterra = FakeLeadterra.answering("[]");
		StepVerifier.create(leadterra.client(ReplyClient.class).page("camp_1", 2, 10))
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(leadterra.calls()).containsExactly("GET /v1/replies?campaignId=camp_1&page=2&perPage=10");
	}

	@Test
	void assignPostsTheAssignment() {
		FakeLeadterra leadterra = FakeLeadterra.answering("""
				{"data": {"handoffId": "h_1", "threadId": "t_1", "messageId": "m_1", "gmailThreadId": "g_1"}}""");
		StepVerifier
			.create(leadterra.client(ReplyClient.class)
				.assign("rpl_1", ReplyAssignment.builder("sdr_1").skipIcpCheck(true).build()))
			.expectNext(new HandOff("h_1", "t_1", "m_1", "g_1"))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(leadterra.calls())
			.containsExactly("POST /v1/replies/rpl_1/assign {\"sdrId\":\"sdr_1\",\"skipIcpCheck\":true}");
	}

	@Test
	void blankReplyIdIsRefused() {
		ReplyClient replies = FakeLeadterra.answering("{}").client(ReplyClient.class);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> replies.assign("", ReplyAssignment.builder("sdr_1").build()))
			.withMessage("replyId must not be blank");
	}

}
