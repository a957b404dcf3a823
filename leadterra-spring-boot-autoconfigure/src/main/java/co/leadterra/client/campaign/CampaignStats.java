package co.leadterra.client.campaign;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a campaign. A figure that Leadterra did not give is {@code null}, not
 * zero.
 *
 * @param campaignId the identifier of the campaign
 * @param status the state of the campaign; a guide speaks of it, the reference does not
 * @param totalEnrolled the number of enrolled leads, whatever became of them
 * @param sent the number of emails handed over for delivery
 * @param delivered the number of emails that the server of the recipient accepted
 * @param bounced the number of emails that bounced, hard or soft
 * @param replied the number of leads, not emails, with at least one reply
 * @param queued the number of emails that wait to be sent; while the campaign is paused
 * they are held
 * @param openRate the unique opens per delivered email, 0 to 1
 * @param replyRate the leads that replied per delivered email, 0 to 1
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/campaigns-stats">Campaign
 * stats</a>
 */
@Envelope("stats")
public record CampaignStats(@Nullable String campaignId, @Nullable CampaignStatus status, @Nullable Long totalEnrolled,
		@Nullable Long sent, @Nullable Long delivered, @Nullable Long bounced, @Nullable Long replied,
		@Nullable Long queued, @Nullable Double openRate, @Nullable Double replyRate) {

}
