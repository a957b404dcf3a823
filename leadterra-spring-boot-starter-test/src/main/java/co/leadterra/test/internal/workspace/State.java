package co.leadterra.test.internal.workspace;

import java.time.Clock;
import java.util.function.Predicate;

import co.leadterra.test.Behavior;

/**
 * What is in the workspace.
 *
 * @param campaigns the campaigns, and the senders of their mail
 * @param webhooks who is told
 * @param inbox what SDRs have to do
 * @param simulation lets mails go out and replies come in
 */
public record State(Campaigns campaigns, Webhooks webhooks, Inbox inbox, Simulation simulation) {

	public static State of(Clock clock, Webhooks webhooks, boolean simulatedActivity, Predicate<Behavior> behaviors) {
		Campaigns campaigns = new Campaigns(clock, webhooks, behaviors);
		return new State(campaigns, webhooks, new Inbox(clock), new Simulation(campaigns, simulatedActivity));
	}

}
