package co.leadterra.client.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * The state of a campaign.
 * <p>
 * The constants are the documented values. Any other value that Leadterra uses is kept as
 * it is, and can be printed and compared like them.
 *
 * @param value the text that stands for the status in JSON
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/concepts/campaigns">Campaigns</a>
 */
public record CampaignStatus(@JsonValue String value) {

	/**
	 * Created, never started.
	 */
	public static final CampaignStatus DRAFT = new CampaignStatus("draft");

	/**
	 * Started: emails are sent as the volume of the sender pools allows.
	 */
	public static final CampaignStatus RUNNING = new CampaignStatus("running");

	/**
	 * Held: no new emails are scheduled until it is started again.
	 */
	public static final CampaignStatus PAUSED = new CampaignStatus("paused");

	/**
	 * Creates a status from its text.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CampaignStatus {
		Assert.notNull(value, "value must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
