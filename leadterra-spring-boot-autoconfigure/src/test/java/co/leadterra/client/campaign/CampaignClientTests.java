package co.leadterra.client.campaign;

import java.time.Duration;
import java.util.function.Function;

import co.leadterra.client.fake.FakeLeadterra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CampaignClient}.
 */
class CampaignClientTests {

	@ParameterizedTest
	@ValueSource(strings = { "%s", "{\"campaign\": %s}", "{\"data\": %s}", "{\"data\": {\"campaign\": %s}}" })
	void createReadsEveryWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra
			.answering(wrapping.formatted("{\"id\": \"camp_1\", \"status\": \"draft\"}"));
		verify(leadterra, (campaigns) -> campaigns.create(NewCampaign.of("Launch")).map(Campaign::id), "camp_1");
		assertThat(leadterra.calls()).containsExactly("POST /v1/campaigns {\"name\":\"Launch\"}");
	}

	@Test
	void startPostsWithoutBody() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"id\": \"camp_1\", \"status\": \"running\"}");
		verify(leadterra, (campaigns) -> campaigns.start("camp_1").map(Campaign::status), CampaignStatus.RUNNING);
		assertThat(leadterra.calls()).containsExactly("POST /v1/campaigns/camp_1/start");
	}

	@Test
	void pausePostsWithoutBody() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"id\": \"camp_1\", \"status\": \"paused\"}");
		verify(leadterra, (campaigns) -> campaigns.pause("camp_1").map(Campaign::status), CampaignStatus.PAUSED);
		assertThat(leadterra.calls()).containsExactly("POST /v1/campaigns/camp_1/pause");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "{\"stats\": %s}", "{\"data\": %s}" })
	void statsReadsEveryWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra
			.answering(wrapping.formatted("{\"campaignId\": \"camp_1\", \"sent\": 7}"));
		verify(leadterra, (campaigns) -> campaigns.stats("camp_1").map(CampaignStats::sent), 7L);
		assertThat(leadterra.calls()).containsExactly("GET /v1/campaigns/camp_1/stats");
	}

	@Test
	void idStaysOnePartOfThePath() {
		FakeLeadterra leadterra = FakeLeadterra.answering("{\"id\": \"camp_1\"}");
		verify(leadterra, (campaigns) -> campaigns.start("../camp_1").map(Campaign::id), "camp_1");
		assertThat(leadterra.calls()).containsExactly("POST /v1/campaigns/..%2Fcamp_1/start");
	}

	@Test
	void blankIdIsRefused() {
		CampaignClient campaigns = FakeLeadterra.answering("{}").client(CampaignClient.class);
		assertThatIllegalArgumentException().isThrownBy(() -> campaigns.start(" "))
			.withMessage("campaignId must not be blank");
	}

	private static <T> void verify(FakeLeadterra leadterra, Function<CampaignClient, Mono<T>> call, T expected) {
		StepVerifier.create(call.apply(leadterra.client(CampaignClient.class)))
			.expectNext(expected)
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

}
