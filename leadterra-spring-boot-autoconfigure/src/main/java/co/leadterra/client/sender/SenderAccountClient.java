package co.leadterra.client.sender;

import reactor.core.publisher.Flux;

import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * The sender accounts of the workspace. Leadterra itself picks the account for every
 * email.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), a key without a workspace (404), a rate limit (429), a
 * server error (5xx) and a failed connection apart.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sender-accounts">Sender
 * accounts</a>
 */
@HttpExchange("/v1/sender-accounts")
public interface SenderAccountClient {

	/**
	 * Lists the sender accounts. The list is not paginated.
	 * @return the accounts
	 */
	@GetExchange
	Flux<SenderAccount> list();

}
