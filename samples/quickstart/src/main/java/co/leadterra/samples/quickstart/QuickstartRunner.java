package co.leadterra.samples.quickstart;

import java.util.Set;

import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.test.LeadterraServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Goes through the job step by step. A campaign is only launched if no other key than a
 * test key is allowed, unless the user wants it otherwise.
 */
@Component
class QuickstartRunner implements ApplicationRunner {

	private final QuickstartProperties properties;

	private final Set<ApiKeyMode> allowedModes;

	private final ObjectProvider<LeadterraServer> standIn;

	private final WorkspaceReport workspace;

	private final CampaignLaunch campaign;

	private final LeadsFile file;

	private final Console console;

	private final Environment environment;

	QuickstartRunner(QuickstartProperties properties,
			@Value("${leadterra.allowed-modes:}") Set<ApiKeyMode> allowedModes, ObjectProvider<LeadterraServer> standIn,
			WorkspaceReport workspace, CampaignLaunch campaign, LeadsFile file, Console console,
			Environment environment) {
		this.properties = properties;
		this.allowedModes = allowedModes;
		this.standIn = standIn;
		this.workspace = workspace;
		this.campaign = campaign;
		this.file = file;
		this.console = console;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.console.print(greeting());
		boolean launch = mayLaunch();
		this.workspace.key().block();
		this.workspace.senderPools().block();
		this.workspace.senderAccounts().block();
		if (launch) {
			int leads = this.file.check();
			this.campaign.launch(leads)
				.flatMap((campaignId) -> this.campaign.stats(campaignId).then(this.workspace.replies(campaignId)))
				.block();
		}
		else {
			this.console.print("Only reading: other keys than test keys are allowed, and mail would be real."
					+ " To launch a campaign all the same, add --quickstart.send=true.");
			this.workspace.replies().block();
		}
		this.console.print("Health", "http://localhost:%s/actuator/health/leadterra"
			.formatted(this.environment.getProperty("local.server.port")));
		this.console.print("Running until Ctrl-C.");
	}

	// not the key itself is asked: it may change while this runs, what is allowed may not
	private boolean mayLaunch() {
		if (this.allowedModes.equals(Set.of(ApiKeyMode.TEST))) {
			return true;
		}
		if (this.properties.send() && this.file.isBundled()) {
			throw this.file.invalid("These people do not exist, and only test keys may enrol them: name another file");
		}
		return this.properties.send();
	}

	private String greeting() {
		LeadterraServer server = this.standIn.getIfAvailable();
		return (server != null)
				? "No LEADTERRA_API_KEY is set: talking to a stand-in for Leadterra at %s, which sends no mail."
					.formatted(server.baseUrl())
				: "Talking to Leadterra at %s."
					.formatted(this.environment.getProperty("leadterra.base-url", "https://app.leadterra.co"));
	}

}
