package co.leadterra.samples.quickstart;

import java.net.URI;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.http.ApiKey;
import co.leadterra.test.LeadterraServer;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * A stand-in for Leadterra inside the application, for those who have no key yet. It is a
 * registrar and not a condition, because a condition is decided when the application is
 * processed ahead of time, and the key may come later.
 */
class StandIn implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		if (Stream.of("leadterra.api-key", "leadterra.api-key-location", "leadterra.base-url")
			.noneMatch(environment::containsProperty)) {
			registry.registerBean("standIn", LeadterraServer.class,
					(bean) -> bean.supplier((context) -> LeadterraServer.builder().simulatedActivity().start()));
			registry.registerBean("standInConnectionDetails", LeadterraConnectionDetails.class,
					(bean) -> bean.supplier((context) -> new ConnectionDetails(context.bean(LeadterraServer.class))));
		}
	}

	/**
	 * Leads the client to the stand-in.
	 *
	 * @param standIn the stand-in
	 */
	private record ConnectionDetails(LeadterraServer standIn) implements LeadterraConnectionDetails {

		@Override
		public URI getBaseUrl() {
			return this.standIn.baseUrl();
		}

		@Override
		public ApiKey getApiKey() {
			return ApiKey.of(this.standIn.apiKey());
		}

	}

}
