package co.leadterra.client.campaign;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.springframework.util.Assert;

/**
 * A campaign to create.
 *
 * @param name the display name, not blank
 * @param sequenceSteps the emails of the sequence in the order of sending. Without any
 * the campaign is created, but cannot be started until steps are added in the Leadterra
 * app
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/campaigns-create">Create a
 * campaign</a>
 */
public record NewCampaign(String name, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SequenceStep> sequenceSteps) {

	/**
	 * Creates a campaign to create.
	 */
	public NewCampaign {
		Assert.hasText(name, "name must not be blank");
		Assert.notNull(sequenceSteps, "sequenceSteps must not be null");
		Assert.noNullElements(sequenceSteps, "sequenceSteps must not contain null");
		sequenceSteps = List.copyOf(sequenceSteps);
	}

	/**
	 * Creates a campaign to create.
	 * @param name the display name, not blank
	 * @param sequenceSteps the emails of the sequence in the order of sending
	 * @return the campaign to create
	 */
	public static NewCampaign of(String name, SequenceStep... sequenceSteps) {
		return new NewCampaign(name, List.of(sequenceSteps));
	}

}
