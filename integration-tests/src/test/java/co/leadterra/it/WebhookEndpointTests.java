package co.leadterra.it;

import java.net.URI;
import java.util.List;
import java.util.Map;

import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.webhook.Webhook;
import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.client.webhook.WebhookRegistration;
import co.leadterra.client.webhook.WebhookStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WebhookEndpointTests extends AbstractClientTests {

	private static final String URL = "https://hooks.example.com/leadterra?tenant=1";

	@Test
	void webhookIsRegistered() {
		Webhook webhook = register(WebhookEventType.REPLY_RECEIVED, WebhookEventType.MESSAGE_BOUNCED);
		assertThat(webhook.id()).isEqualTo("wh_1");
		assertThat(webhook.url()).isEqualTo(URL);
		assertThat(webhook.events()).containsExactly(WebhookEventType.REPLY_RECEIVED, WebhookEventType.MESSAGE_BOUNCED);
		assertThat(webhook.status()).isEqualTo(WebhookStatus.ACTIVE);
		assertThat(webhook.createdAt()).isNotNull();
		assertThat(server.workspace().webhooks()).singleElement().extracting("url").isEqualTo(URL);
	}

	@Test
	void urlAndEventsAreSentAsText() {
		register(WebhookEventType.CAMPAIGN_STARTED);
		assertThat(json(onlyRequest("POST /v1/webhooks")))
			.isEqualTo(Map.of("url", URL, "events", List.of("campaign.started")));
	}

	@Test
	void repeatRegistersAnotherWebhook() {
		register(WebhookEventType.MESSAGE_SENT);
		register(WebhookEventType.MESSAGE_SENT);
		assertThat(server.workspace().webhooks()).hasSize(2);
	}

	@Test
	void unknownEventIsSentAndRefusedByLeadterra() {
		assertThatExceptionOfType(LeadterraInvalidRequestException.class)
			.isThrownBy(() -> register(new WebhookEventType("campaign.finished")))
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo("invalid_request"));
	}

	private Webhook register(WebhookEventType... events) {
		return this.client.webhooks()
			.register(new WebhookRegistration(URI.create(URL), List.of(events)))
			.block(TIMEOUT);
	}

}
