package co.leadterra.client.reply;

import java.time.Instant;
import java.util.List;

import co.leadterra.client.internal.json.LeadterraCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ReplyPage}, {@link Pagination} and {@link Reply}.
 */
class ReplyPageTests {

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@ParameterizedTest
	@ValueSource(strings = { "[%s]", "{\"data\": [%s]}", "{\"replies\": [%s]}",
			"{\"replies\": [%s], \"pagination\": null}" })
	void readsAllRepliesAtOnce(String wrapping) {
		assertThat(read(wrapping.formatted("{\"id\": \"rpl_1\"}")))
			.isEqualTo(new ReplyPage(List.of(reply("rpl_1")), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "data", "replies" })
	void readsAPage(String key) {
		assertThat(read("""
				{"%s": [{"id": "rpl_1"}], "pagination": {"total": 2, "page": 1, "perPage": 50}}""".formatted(key)))
			.isEqualTo(new ReplyPage(List.of(reply("rpl_1")), new Pagination(2L, 1, 50)));
	}

	@Test
	void readsAPaginationOfWhichNothingIsGiven() {
		assertThat(read("{\"replies\": [], \"pagination\": {\"total\": null}}").pagination())
			.isEqualTo(new Pagination(null, null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "{\"replies\": []}" })
	void readsNoReplies(String json) {
		assertThat(read(json)).isEqualTo(new ReplyPage(List.of(), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"replies\": null}", "{\"messages\": [{\"id\": \"rpl_1\"}]}" })
	void takesAnAnswerWithoutRepliesForNoPage(String json) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(json))
			.withMessageContaining("replies are missing");
	}

	@Test
	void readsAReply() {
		assertThat(read("""
				[{"id": "rpl_1", "email": "ann@example.com", "campaignId": "camp_1", "classification": "interested",
				"receivedAt": "2025-03-01T09:00:00Z", "threadSnippet": "Sounds good"}]""").replies())
			.containsExactly(new Reply("rpl_1", "ann@example.com", "camp_1", ReplyClassification.INTERESTED,
					Instant.parse("2025-03-01T09:00:00Z"), "Sounds good"));
	}

	@Test
	void unknownClassificationSurvives() {
		assertThat(read("[{\"id\": \"rpl_1\", \"classification\": \"referral\"}]").replies().get(0).classification())
			.hasToString("referral");
	}

	@Test
	void replyWithoutIdIsRefused() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read("[{\"email\": \"ann@example.com\"}]"))
			.withMessageContaining("id is missing");
	}

	private ReplyPage read(String json) {
		return this.mapper.readValue(json, ReplyPage.class);
	}

	private static Reply reply(String id) {
		return new Reply(id, null, null, null, null, null);
	}

}
