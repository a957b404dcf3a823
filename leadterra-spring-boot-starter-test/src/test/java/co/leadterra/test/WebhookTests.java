package co.leadterra.test;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the registration of webhooks.
 */
class WebhookTests extends AbstractServerTests {

	@Test
	void webhookIsRegistered() throws IOException {
		assertThat(register("{'url':'https://example.com/hook','events':['reply.received','message.sent']}").json())
			.isEqualTo(json("{'webhook':{'id':'wh_1','url':'https://example.com/hook',"
					+ "'events':['reply.received','message.sent'],'status':'active',"
					+ "'createdAt':'2026-03-04T05:06:07Z'}}"));
		assertThat(server.workspace().webhooks()).singleElement()
			.satisfies((webhook) -> assertThat(webhook).containsEntry("events",
					List.of("reply.received", "message.sent")));
	}

	@Test
	void sameWebhookCanBeRegisteredTwice() throws IOException {
		String body = "{'url':'https://example.com/hook','events':['campaign.started']}";
		register(body);
		assertThat(register(body).text("/webhook/id")).isEqualTo("wh_2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'events':['reply.received']}", "{'url':'https://example.com'}",
			"{'url':'http://example.com','events':['reply.received']}",
			"{'url':'example.com','events':['reply.received']}", "{'url':'https:','events':['reply.received']}",
			"{'url':'https://a b','events':['reply.received']}", "{'url':'https://example.com','events':[]}",
			"{'url':'https://example.com','events':'reply.received'}",
			"{'url':'https://example.com','events':['reply.received','reply.sent']}",
			"{'url':1,'events':['reply.received']}" })
	void malformedWebhookIsInvalid(String body) throws IOException {
		TestHttp.Reply reply = register(body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.errorCode()).isEqualTo("invalid_request");
		assertThat(server.workspace().webhooks()).isEmpty();
	}

	private static TestHttp.Reply register(String body) throws IOException {
		return http.post("/v1/webhooks", body);
	}

}
