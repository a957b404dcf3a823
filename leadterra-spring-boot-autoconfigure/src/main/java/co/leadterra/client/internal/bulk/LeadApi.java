package co.leadterra.client.internal.bulk;

import java.util.List;

import co.leadterra.client.internal.call.BodyField;
import co.leadterra.client.internal.call.Idempotent;
import co.leadterra.client.lead.Lead;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The call that enrols leads.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/leads-bulk">Bulk enrolment</a>
 */
@HttpExchange("/v1/campaigns/{campaignId}/leads")
public interface LeadApi {

	/**
	 * Enrols leads, and may be made again if no answer comes.
	 * @param campaignId the identifier of the campaign
	 * @param leads the leads, at least one
	 * @return what became of them
	 */
	@Idempotent
	@PostExchange("/bulk")
	Mono<ResponseEntity<BulkAnswer>> enroll(@PathVariable String campaignId, @BodyField("leads") List<Lead> leads);

	/**
	 * Enrols leads, and is made once.
	 * @param campaignId the identifier of the campaign
	 * @param leads the leads, at least one
	 * @return what became of them
	 */
	@PostExchange("/bulk")
	Mono<ResponseEntity<BulkAnswer>> enrollOnce(@PathVariable String campaignId, @BodyField("leads") List<Lead> leads);

}
