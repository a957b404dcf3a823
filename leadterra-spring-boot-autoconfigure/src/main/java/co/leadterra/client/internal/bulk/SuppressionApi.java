package co.leadterra.client.internal.bulk;

import java.util.List;

import co.leadterra.client.internal.call.BodyField;
import co.leadterra.client.internal.call.Idempotent;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The call that suppresses addresses.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/suppression-list">Suppression
 * list</a>
 */
@HttpExchange("/v1/suppression-list")
public interface SuppressionApi {

	/**
	 * Suppresses addresses.
	 * @param emails the addresses, 1 to 1,000
	 * @return what became of them
	 */
	@Idempotent
	@PostExchange
	Mono<ResponseEntity<BulkAnswer>> suppress(@BodyField("emails") List<String> emails);

}
