package co.leadterra.client.campaign;

import co.leadterra.client.internal.call.Idempotent;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Campaigns. Leadterra documents no call to list, read, change or delete them: keep the
 * identifier of what you create.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), an invalid request (400), a rate limit (429), a server
 * error (5xx) and a failed connection apart. A campaign that is not in the workspace
 * fails with a {@code co.leadterra.client.LeadterraNotFoundException}.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/concepts/campaigns">Campaigns</a>
 */
@HttpExchange("/v1/campaigns")
public interface CampaignClient {

	/**
	 * Creates a campaign as a draft. To repeat the call creates another one.
	 * @param campaign the campaign to create
	 * @return the campaign as Leadterra stored it
	 * @see <a href="https://docs.leadterra.co/api-reference/campaigns-create">Create a
	 * campaign</a>
	 */
	@PostExchange
	Mono<Campaign> create(@RequestBody NewCampaign campaign);

	/**
	 * Starts a draft, or lets a paused campaign go on from where it stopped. Real emails
	 * are queued at once. A campaign that runs already is left as it is.
	 * @param campaignId the identifier of the campaign
	 * @return the campaign, of which the documentation shows identifier, status and time
	 * of start, and of which only the identifier is known if the answer is empty; without
	 * an enrolled lead or a sequence step it fails with a
	 * {@code co.leadterra.client.LeadterraInvalidRequestException} of code
	 * {@code no_leads_enrolled} or {@code no_sequence_steps}
	 * @see <a href="https://docs.leadterra.co/api-reference/campaigns-start">Start a
	 * campaign</a>
	 */
	@Idempotent
	@PostExchange("/{campaignId}/start")
	Mono<Campaign> start(@PathVariable String campaignId);

	/**
	 * Pauses a campaign. Emails in transit are still delivered, queued ones are held
	 * until the campaign is started again. A campaign that does not run is left as it is,
	 * so that the status of the answer may be {@link CampaignStatus#DRAFT}.
	 * @param campaignId the identifier of the campaign
	 * @return the campaign, of which the documentation shows identifier, status and time
	 * of pausing, and of which only the identifier is known if the answer is empty
	 * @see <a href="https://docs.leadterra.co/api-reference/campaigns-pause">Pause a
	 * campaign</a>
	 */
	@Idempotent
	@PostExchange("/{campaignId}/pause")
	Mono<Campaign> pause(@PathVariable String campaignId);

	/**
	 * Reads the figures of a campaign.
	 * @param campaignId the identifier of the campaign
	 * @return the figures as of now
	 * @see <a href="https://docs.leadterra.co/api-reference/campaigns-stats">Campaign
	 * stats</a>
	 */
	@GetExchange("/{campaignId}/stats")
	Mono<CampaignStats> stats(@PathVariable String campaignId);

}
