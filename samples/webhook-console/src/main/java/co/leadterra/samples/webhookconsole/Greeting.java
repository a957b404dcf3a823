package co.leadterra.samples.webhookconsole;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Says where the page is, and what it shows.
 */
@Component
class Greeting implements ApplicationRunner {

	private final ConsoleController console;

	private final Environment environment;

	Greeting(ConsoleController console, Environment environment) {
		this.console = console;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		ConsoleController.Setup setup = this.console.setup();
		System.out.println(setup.standIn()
				? "No LEADTERRA_API_KEY is set: talking to a stand-in for Leadterra at %s, which sends no mail."
					.formatted(setup.leadterra())
				: "Talking to Leadterra at %s.".formatted(setup.leadterra()));
		System.out.println(setup.receiving() ? "Receiving deliveries at %s.".formatted(setup.path())
				: "Receiving no deliveries: set LEADTERRA_WEBHOOK_SECRET to the webhook's signing secret.");
		System.out.println("Open http://localhost:%s".formatted(this.environment.getProperty("local.server.port")));
		System.out.println("Running until Ctrl-C.");
	}

}
