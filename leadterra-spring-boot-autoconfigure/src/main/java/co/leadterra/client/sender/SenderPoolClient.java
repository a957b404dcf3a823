package co.leadterra.client.sender;

import reactor.core.publisher.Flux;

import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * The sender pools of the workspace.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), a key without a workspace (404), a rate limit (429), a
 * server error (5xx) and a failed connection apart.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sender-pools">Sender pools</a>
 */
@HttpExchange("/v1/sender-pools")
public interface SenderPoolClient {

	/**
	 * Lists the sender pools with their capacity and what is left of it. The list is not
	 * paginated.
	 * @return the pools
	 */
	@GetExchange
	Flux<SenderPool> list();

}
