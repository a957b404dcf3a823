package co.leadterra.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import co.leadterra.autoconfigure.LeadterraAutoConfiguration;
import co.leadterra.client.LeadterraClient;
import co.leadterra.test.LeadterraServer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;

/**
 * Clients on each of the HTTP libraries that Spring Boot knows.
 */
final class Connectors {

	private Connectors() {
	}

	static List<String> all() {
		return List.of("reactor", "jetty", "http-components", "jdk");
	}

	/**
	 * The one of the starter and the one that is always there stand for the others,
	 * unless all cases are run.
	 */
	static List<String> chosen() {
		return Cases.of(all(), List.of("reactor", "jdk"));
	}

	static ApplicationContextRunner runner(String connector, URI baseUrl) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
					LeadterraAutoConfiguration.class))
			.withPropertyValues("leadterra.base-url=" + baseUrl, "leadterra.api-key=sk_test_example_0123456789",
					"leadterra.retry.initial-delay=1ms", "spring.http.clients.reactive.connector=" + connector);
	}

	/**
	 * Writes the certificate of a server into a file.
	 */
	static Path certificate(LeadterraServer server, Path directory) throws IOException, CertificateEncodingException {
		String encoded = Base64.getMimeEncoder().encodeToString(server.certificate().getEncoded());
		return Files.writeString(directory.resolve("certificate.pem"),
				"-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
	}

	static void with(String connector, URI baseUrl, Consumer<LeadterraClient> test, String... properties) {
		runner(connector, baseUrl).withPropertyValues(properties)
			.run((context) -> test.accept(context.getBean(LeadterraClient.class)));
	}

}
