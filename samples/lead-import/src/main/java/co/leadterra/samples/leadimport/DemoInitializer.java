package co.leadterra.samples.leadimport;

import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.test.LeadterraServer;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A demonstration for those who have no key yet: a stand-in for Leadterra inside the
 * application, with a campaign, and a file to import.
 */
class DemoInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	@Override
	public void initialize(GenericApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (Stream.of("leadterra.api-key", "leadterra.api-key-location", "leadterra.base-url")
			.anyMatch(environment::containsProperty)) {
			return;
		}
		LeadterraServer standIn = LeadterraServer.start();
		context.registerBean(LeadterraServer.class, () -> standIn);
		String campaign = StandIn.addCampaign(standIn);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("stand-in", Map.of("leadterra.base-url", standIn.baseUrl(),
					"leadterra.api-key", standIn.apiKey(), "import.campaign", campaign)));
		if (!environment.containsProperty("import.file")) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("demonstration", Map.of("import.file", DemoFile.write().toString())));
		}
		System.out.printf(
				"No LEADTERRA_API_KEY is set: talking to a stand-in for Leadterra at %s, which sends no mail.%n",
				standIn.baseUrl());
	}

}
