package co.leadterra.autoconfigure;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

import co.leadterra.autoconfigure.internal.LeadterraConfigurationException;
import co.leadterra.autoconfigure.internal.PropertyOrigin;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.http.InvalidApiKeyException;
import co.leadterra.client.internal.key.InvalidBaseUrlException;

import org.springframework.core.env.Environment;

/**
 * What is said when a client cannot be made of its properties.
 */
class FailedStart {

	private final Environment environment;

	private final ClientPropertiesBinder properties;

	FailedStart(ClientPropertiesBinder properties) {
		this.environment = properties.environment();
		this.properties = properties;
	}

	LeadterraConfigurationException missingApiKey(String client) {
		boolean named = !client.equals(LeadterraClients.DEFAULT);
		String name = client.toLowerCase(Locale.ROOT);
		return new LeadterraConfigurationException(
				(named ? "The Leadterra client '%s' has no API key.".formatted(client)
						: "The Leadterra client has no API key.")
						+ PropertyOrigin.seenUnmapped(this.environment,
								"leadterra.%sapi-key".formatted(named ? "clients.%s.".formatted(name) : "")),
				"""
						Create a key at https://app.leadterra.co under Settings, API Keys, and give it to the \
						application by one of

						    export LEADTERRA_%sAPI_KEY=<the key>
						    leadterra.%sapi-key-location=file:/path/to/a/file/with/the/key

						In a test, add leadterra-spring-boot-starter-test and @AutoConfigureLeadterraServer instead.
						To start without Leadterra, set

						    leadterra.enabled=false""".formatted(
						named ? "CLIENTS_%s_".formatted(name.replace('-', '_').toUpperCase(Locale.ROOT)) : "",
						named ? "clients.%s.".formatted(name) : ""));
	}

	LeadterraConfigurationException invalidApiKey(String client, InvalidApiKeyException problem) {
		String prefix = this.properties.keyPrefix(client);
		return new LeadterraConfigurationException(
				problem.getMessage() + "."
						+ PropertyOrigin.describe(this.environment, prefix + ".api-key", prefix + ".api-key-location"),
				problem.getReason().remedy() + """


						The key must be the text from the dashboard and nothing else, for example

						    export LEADTERRA_API_KEY=sk_live_...

						To start without Leadterra, set

						    leadterra.enabled=false""");
	}

	LeadterraConfigurationException unreadableApiKey(String client, IOException problem) {
		return new LeadterraConfigurationException(
				"The Leadterra API key cannot be read: %s.%s".formatted(
						ApiKey.redactKeys(String.valueOf(problem.getMessage())),
						PropertyOrigin.describe(this.environment,
								this.properties.keyPrefix(client) + ".api-key-location")),
				"""
						Check that the file is there and that the application may read it. A path needs file: in front:

						    leadterra.api-key-location=file:/path/to/a/file/with/the/key

						The key itself, instead of a file, is given by

						    export LEADTERRA_API_KEY=<the key>""");
	}

	LeadterraConfigurationException modeNotAllowed(String client, ApiKey key, Set<ApiKeyMode> allowed) {
		return new LeadterraConfigurationException(
				"The API key %s of the Leadterra client '%s' has the mode %s, but leadterra.allowed-modes is %s."
					.formatted(key, client, key.mode(), allowed),
				"""
						Use a key of an allowed mode: those of test workspaces begin with sk_test_. If this application \
						may use the other workspace, for mail that is sent for real, say so:

						    leadterra.allowed-modes=LIVE,TEST

						In tests, leadterra-spring-boot-starter-test allows TEST only.""");
	}

	LeadterraConfigurationException invalidBaseUrl(String client, InvalidBaseUrlException problem) {
		String property = this.properties.source(client, "base-url");
		return new LeadterraConfigurationException(
				problem.getMessage() + "." + PropertyOrigin.describe(this.environment, property),
				"%s%n%n    %s".formatted(problem.getRemedy(),
						PropertyOrigin.assign(this.environment, property, problem.getSuggestion())));
	}

	LeadterraConfigurationException invalidProxy(String client) {
		String property = this.properties.source(client, "http.proxy");
		return new LeadterraConfigurationException(
				"The address of the proxy is not of the form http://host:port."
						+ PropertyOrigin.describe(this.environment, property),
				"""
						Write the address with scheme, host and port, and with %%-escapes in the user name and password \
						if they hold more than letters and digits, for example

						    %s=http://proxy.example:3128"""
					.formatted(property));
	}

	LeadterraConfigurationException missingBucket4j(String client) {
		String property = this.properties.source(client, "rate-limit.permits");
		return new LeadterraConfigurationException(property + " is set, but Bucket4j is not on the class path."
				+ PropertyOrigin.describe(this.environment, property), """
						Add the dependency

						    <dependency>
						      <groupId>com.bucket4j</groupId>
						      <artifactId>bucket4j_jdk17-core</artifactId>
						      <version>8.19.0</version>
						    </dependency>

						or do without the limit: remove %s.""".formatted(property));
	}

	static LeadterraConfigurationException invalidClientName(String name, boolean hasProperties) {
		String shown = ApiKey.redactKeys(name);
		return new LeadterraConfigurationException(
				hasProperties ? "'%s' cannot be the name of a Leadterra client.".formatted(shown)
						: "leadterra.clients.%s has a value of its own, but is where the name of a client belongs."
							.formatted(shown),
				"""
						A name consists of letters, digits, and dashes between them, and has the properties of the \
						client below it, for example

						    leadterra.clients.acme.api-key=<the key>

						or, from the environment,

						    export LEADTERRA_CLIENTS_ACME_API_KEY=<the key>""");
	}

	static LeadterraConfigurationException noResource(Class<?> type, Object client) {
		return new LeadterraConfigurationException("The LeadterraClient bean, a %s, has no %s."
			.formatted(client.getClass().getName(), type.getSimpleName()), """
					If the client is a mock, mock the part that is injected too, as by

					    @MockitoBean %s

					or let a method of the mock return it.""".formatted(type.getSimpleName()));
	}

	static LeadterraConfigurationException unknownClientProperty(String client, String property) {
		String shown = ApiKey.redactKeys(property);
		return new LeadterraConfigurationException(
				"The Leadterra client '%s' has no properties that begin with '%s'.".formatted(ApiKey.redactKeys(client),
						shown),
				"""
						If '%s-%s' is the name of a client, say so in a place where dashes can be written, for example

						    leadterra.clients.%1$s-%2$s.api-key=${LEADTERRA_CLIENTS_%3$s_API_KEY}

						or leave the dash out of its variables: LEADTERRA_CLIENTS_%4$s_API_KEY.""".formatted(client,
						shown, (client + "_" + shown).replace('-', '_').toUpperCase(Locale.ROOT),
						(client + shown).replace("-", "").toUpperCase(Locale.ROOT)));
	}

}
