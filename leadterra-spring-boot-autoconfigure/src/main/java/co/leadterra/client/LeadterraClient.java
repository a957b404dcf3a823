package co.leadterra.client;

import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.reply.ReplyClient;
import co.leadterra.client.sdr.SdrClient;
import co.leadterra.client.sender.SenderAccountClient;
import co.leadterra.client.sender.SenderPoolClient;
import co.leadterra.client.suppression.SuppressionListClient;
import co.leadterra.client.webhook.WebhookClient;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The Leadterra API, resource by resource. In a Spring Boot application it is a bean, as
 * is each of its resources.
 * <p>
 * Every call is made when its publisher is subscribed to, once for each subscription. A
 * call that fails ends in a {@link LeadterraException}; an argument that cannot be right
 * is refused with an {@link IllegalArgumentException} before any request.
 * <p>
 * A call that failed for the moment is repeated, if that does no harm: when the
 * connection was never made, and for a GET or a call that Leadterra documents as harmless
 * to repeat also when there was no complete answer, and on 408, 429, 502, 503 and 504.
 *
 * @since 0.1.0
 */
public interface LeadterraClient extends AutoCloseable {

	/**
	 * Returns the calls for sender pools.
	 * @return the client of {@code /v1/sender-pools}
	 */
	SenderPoolClient senderPools();

	/**
	 * Returns the calls for sender accounts.
	 * @return the client of {@code /v1/sender-accounts}
	 */
	SenderAccountClient senderAccounts();

	/**
	 * Returns the calls that create, start, pause and measure campaigns.
	 * @return the client of {@code /v1/campaigns}
	 */
	CampaignClient campaigns();

	/**
	 * Returns the calls that enrol leads.
	 * @return the client of {@code /v1/campaigns/:id/leads}
	 */
	LeadClient leads();

	/**
	 * Returns the calls that read replies and hand them off.
	 * @return the client of {@code /v1/replies}
	 */
	ReplyClient replies();

	/**
	 * Returns the calls that keep addresses from being mailed.
	 * @return the client of {@code /v1/suppression-list}
	 */
	SuppressionListClient suppressionList();

	/**
	 * Returns the calls that register webhooks.
	 * @return the client of {@code /v1/webhooks}
	 */
	WebhookClient webhooks();

	/**
	 * Returns the calls that act as a sales representative: inbox, drafts and follow-ups.
	 * @return the client of {@code /v1/sdrs} and {@code /v1/sdr}
	 */
	SdrClient sdr();

	/**
	 * Returns what the resources call through, for endpoints that have no method here. It
	 * sends the API key, to the base URL only, and turns every status but 2xx into a
	 * {@link LeadterraException}; paths are given with their {@code /v1}. Its calls wait
	 * for rate limits as all others do, but none is repeated. Bodies are JSON, text or
	 * bytes.
	 * @return the web client
	 */
	WebClient webClient();

	/**
	 * Returns the API key that calls are made with now. It tells its mode and prints
	 * masked; no call is made to Leadterra.
	 * @return a publisher that emits the key; one that is empty or fails if there is none
	 */
	Mono<ApiKey> apiKey();

	/**
	 * Closes the connections that the client made for itself, if its builder was given no
	 * connector. Calls that are in flight then fail, those to come fail without being
	 * sent. In a Spring Boot application there is nothing to close.
	 */
	@Override
	default void close() {
	}

	/**
	 * Starts a client outside of Spring Boot.
	 * @return a builder that needs no more than an API key
	 */
	static LeadterraClientBuilder builder() {
		return new LeadterraClientBuilder();
	}

}
