package co.leadterra.samples.quickstart;

import java.util.List;

import co.leadterra.autoconfigure.LeadterraProperties;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.lead.Lead;
import co.leadterra.test.LeadterraServer;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Goes through the job step by step. Mail is only sent with a test key, unless the user
 * wants it otherwise.
 */
@Component
class QuickstartRunner implements ApplicationRunner {

	private final QuickstartProperties properties;

	private final LeadterraProperties leadterra;

	private final ObjectProvider<LeadterraServer> standIn;

	private final WorkspaceReport workspace;

	private final CampaignLaunch campaign;

	private final CsvLeads csv;

	private final Console console;

	private final Environment environment;

	QuickstartRunner(QuickstartProperties properties, LeadterraProperties leadterra,
			ObjectProvider<LeadterraServer> standIn, WorkspaceReport workspace, CampaignLaunch campaign, CsvLeads csv,
			Console console, Environment environment) {
		this.properties = properties;
		this.leadterra = leadterra;
		this.standIn = standIn;
		this.workspace = workspace;
		this.campaign = campaign;
		this.csv = csv;
		this.console = console;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.console.print(greeting());
		ApiKeyMode mode = this.workspace.key().blockOptional().orElse(ApiKeyMode.UNKNOWN);
		this.workspace.senderPools().block();
		this.workspace.senderAccounts().block();
		if (mode == ApiKeyMode.TEST || this.properties.send()) {
			List<Lead> leads = this.csv.read(this.properties.leads());
			campaign(leads).block();
		}
		else {
			this.console.print("Only reading: this is no test key, and mail would be real."
					+ " To launch a campaign all the same, add --quickstart.send=true.");
			this.workspace.replies().block();
		}
		this.console.print("Health", "http://localhost:%s/actuator/health/leadterra"
			.formatted(this.environment.getProperty("local.server.port")));
		this.console.print("Running until Ctrl-C.");
	}

	private Mono<Void> campaign(List<Lead> leads) {
		return this.campaign.launch(leads)
			.flatMap((campaignId) -> this.campaign.stats(campaignId).then(this.workspace.replies(campaignId)));
	}

	private String greeting() {
		LeadterraServer server = this.standIn.getIfAvailable();
		return (server != null)
				? "No LEADTERRA_API_KEY is set: talking to a stand-in for Leadterra at %s, which sends no mail."
					.formatted(server.baseUrl())
				: "Talking to Leadterra at %s.".formatted(this.leadterra.getBaseUrl());
	}

}
