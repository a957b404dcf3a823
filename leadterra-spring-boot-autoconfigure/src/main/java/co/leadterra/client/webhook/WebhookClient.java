package co.leadterra.client.webhook;

import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Registration of webhooks. Leadterra documents no call to list, read, change or delete
 * them.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), an invalid request (400), a rate limit (429), a server
 * error (5xx) and a failed connection apart.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/webhooks">Webhooks</a>
 */
@HttpExchange("/v1/webhooks")
public interface WebhookClient {

	/**
	 * Registers a webhook. Several may be registered; to repeat the call probably
	 * registers another one, which would double the deliveries.
	 * <p>
	 * Deliveries are signed, but the documentation does not say where the signing secret
	 * comes from: neither the registration nor the answer has a field for it. Look for it
	 * in the Leadterra app.
	 * @param registration where to deliver which events
	 * @return the webhook
	 */
	@PostExchange
	Mono<Webhook> register(@RequestBody WebhookRegistration registration);

}
