package co.leadterra.client.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WebhookClient}, {@link WebhookRegistration} and {@link Webhook}.
 */
class WebhookClientTests {

	private static final String URL = "https://app.example.com/leadterra";

	private final JsonMapper mapper = LeadterraCodecs.jsonMapper().build();

	@ParameterizedTest
	@ValueSource(strings = { "%s", "{\"webhook\": %s}", "{\"data\": %s}" })
	void registerReadsEveryWrapping(String wrapping) {
		FakeLeadterra leadterra = FakeLeadterra.answering(wrapping.formatted("""
				{"id": "wh_1", "url": "https://app.example.com/leadterra", "events": ["reply.received", "x.y"],
				"status": "active", "createdAt": "2025-03-01T09:00:00Z"}"""));
		StepVerifier
			.create(leadterra.client(WebhookClient.class)
				.register(WebhookRegistration.of(URL, WebhookEventType.REPLY_RECEIVED, WebhookEventType.MESSAGE_SENT)))
			.expectNext(new Webhook("wh_1", URL, List.of(WebhookEventType.REPLY_RECEIVED, new WebhookEventType("x.y")),
					WebhookStatus.ACTIVE, Instant.parse("2025-03-01T09:00:00Z")))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
		assertThat(leadterra.calls()).containsExactly("POST /v1/webhooks "
				+ "{\"url\":\"https://app.example.com/leadterra\",\"events\":[\"reply.received\",\"message.sent\"]}");
	}

	@Test
	void readsAWebhookOfWhichOnlyTheIdIsGiven() {
		assertThat(this.mapper.readValue("{\"id\": \"wh_1\"}", Webhook.class))
			.isEqualTo(new Webhook("wh_1", null, List.of(), null, null));
	}

	@Test
	void webhookWithoutIdIsRefused() {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> this.mapper.readValue("{}", Webhook.class))
			.withMessageContaining("id is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://app.example.com/leadterra", "ftp://app.example.com", "/leadterra",
			"https:leadterra", "" })
	void urlThatIsNotHttpsIsRefused(String url) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> WebhookRegistration.of(url, WebhookEventType.REPLY_RECEIVED))
			.withMessage("url must be an https URL, but is '" + url + "'");
	}

	@Test
	void schemeInCapitalsIsAllowed() {
		URI url = URI.create("HTTPS://app.example.com");
		assertThat(new WebhookRegistration(url, List.of(WebhookEventType.REPLY_RECEIVED)).url()).isEqualTo(url);
	}

	@Test
	void noEventsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> WebhookRegistration.of(URL))
			.withMessage("events must not be empty");
	}

	@Test
	void nullEventIsRefused() {
		List<WebhookEventType> events = Arrays.asList((WebhookEventType) null);
		assertThatIllegalArgumentException().isThrownBy(() -> new WebhookRegistration(URI.create(URL), events))
			.withMessage("events must not contain null");
	}

}
