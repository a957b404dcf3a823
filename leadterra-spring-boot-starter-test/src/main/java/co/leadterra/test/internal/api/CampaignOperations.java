package co.leadterra.test.internal.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import co.leadterra.test.internal.workspace.Campaign;
import co.leadterra.test.internal.workspace.Campaigns;
import co.leadterra.test.internal.workspace.JsonObject;
import co.leadterra.test.internal.workspace.Lead;
import co.leadterra.test.internal.workspace.Simulation;

/**
 * Answers the calls on campaigns and their leads.
 */
final class CampaignOperations {

	private final Campaigns campaigns;

	private final Simulation simulation;

	CampaignOperations(Campaigns campaigns, Simulation simulation) {
		this.campaigns = campaigns;
		this.simulation = simulation;
	}

	Object create(Call call) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("name", call.body().requiredText("name"));
		fields.put("sequenceSteps", call.body().objects("sequenceSteps").stream().map(this::step).toList());
		return call.shapes().campaign(this.campaigns.create(fields).toMap());
	}

	private Map<String, Object> step(JsonObject json) {
		Map<String, Object> step = new LinkedHashMap<>();
		step.put("subject", json.requiredText("subject"));
		step.put("bodyHtml", json.requiredText("bodyHtml"));
		Integer delayDays = json.integer("delayDays");
		if (delayDays != null && delayDays < 0) {
			throw json.mistyped("delayDays", "0 or more");
		}
		if (delayDays != null) {
			step.put("delayDays", delayDays);
		}
		return step;
	}

	Object start(Call call) {
		Campaign campaign = this.campaigns.require(call.id());
		this.campaigns.start(campaign);
		Map<String, Object> state = campaign.state();
		this.simulation.queued(campaign);
		return call.shapes().campaign(state);
	}

	Object pause(Call call) {
		Campaign campaign = this.campaigns.require(call.id());
		this.campaigns.pause(campaign);
		return call.shapes().campaign(campaign.state());
	}

	Object stats(Call call) {
		Campaign campaign = this.campaigns.require(call.id());
		return call.shapes().stats(campaign.stats(this.campaigns.suppressed()), campaign.status());
	}

	Object enroll(Call call) {
		Campaign campaign = this.campaigns.require(call.id());
		List<JsonObject> leads = call.body().objects("leads");
		if (leads.isEmpty()) {
			throw call.body().missing("leads");
		}
		leads.forEach(Lead::check);
		return Entries.check(leads, (lead) -> lead.requiredText("email"), "leads[%s].email")
			.answer(call, (entries) -> enroll(call, campaign, entries));
	}

	private Object enroll(Call call, Campaign campaign, Entries<JsonObject> leads) {
		Campaigns.Enrollment result = this.campaigns.enroll(campaign, leads.valid());
		this.simulation.queued(campaign);
		return call.shapes().enrollment(result, leads.invalid());
	}

}
