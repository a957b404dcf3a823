package co.leadterra.client.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as Leadterra answers with it. Which components are given depends on the
 * call.
 *
 * @param id the identifier
 * @param name the display name
 * @param status the state
 * @param sequenceSteps the emails of the sequence in the order of sending, empty if
 * Leadterra did not list them
 * @param createdAt the time of creation
 * @param startedAt the time of the start
 * @param pausedAt the time of pausing
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/campaigns-create">Create a
 * campaign</a>
 */
@Envelope("campaign")
public record Campaign(@JsonAlias("campaignId") String id, @Nullable String name, @Nullable CampaignStatus status,
		List<Step> sequenceSteps, @Nullable Instant createdAt, @Nullable Instant startedAt,
		@Nullable Instant pausedAt) {

	/**
	 * Creates a campaign.
	 */
	public Campaign {
		Objects.requireNonNull(id, "id is missing");
		sequenceSteps = (sequenceSteps != null) ? List.copyOf(sequenceSteps) : List.of();
	}

	/**
	 * One email of the sequence as Leadterra stored it.
	 *
	 * @param subject the subject line
	 * @param bodyHtml the body as HTML
	 * @param delayDays the days to wait before the email is sent
	 */
	public record Step(@Nullable String subject, @Nullable String bodyHtml, @Nullable Integer delayDays) {

	}

}
