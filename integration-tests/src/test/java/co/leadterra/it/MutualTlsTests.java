package co.leadterra.it;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.test.LeadterraServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tests for a Leadterra behind a private certificate authority that wants to see a
 * certificate of the client too.
 */
@Tag("cases")
class MutualTlsTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String PASSWORD = "password";

	@TempDir
	private Path folder;

	private X509Bundle authority;

	private LeadterraServer server;

	@BeforeEach
	void start() throws Exception {
		this.authority = authority();
		X509Bundle certificate = new CertificateBuilder().subject("CN=localhost")
			.addSanDnsName("localhost")
			.addSanIpAddress("127.0.0.1")
			.buildIssuedBy(this.authority);
		this.server = LeadterraServer.builder()
			.mutualTls(file("server.p12", certificate.toKeyStore(PASSWORD.toCharArray())),
					file("trusted.p12", trusting(this.authority)), PASSWORD)
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#chosen")
	void connectsWithTheBundleOfTheClientOnly(String connector) throws Exception {
		try (ConfigurableApplicationContext application = run(connector, bundle(certificate(this.authority)),
				"leadterra.clients.acme.ssl.bundle")) {
			LeadterraClients clients = application.getBean(LeadterraClients.class);
			StepVerifier.create(clients.get("acme").senderPools().list().then()).expectComplete().verify(LIMIT);
			StepVerifier.create(clients.get("default").senderPools().list().then())
				.expectError(LeadterraConnectionException.class)
				.verify(LIMIT);
		}
	}

	@ParameterizedTest
	@MethodSource("co.leadterra.it.Connectors#chosen")
	void connectsWithTheNewBundleAfterAnUpdate(String connector) throws Exception {
		try (ConfigurableApplicationContext application = run(connector, bundle(certificate(authority())),
				"leadterra.ssl.bundle")) {
			LeadterraClient client = application.getBean(LeadterraClient.class);
			StepVerifier.create(client.senderPools().list().then())
				.expectError(LeadterraConnectionException.class)
				.verify(LIMIT);
			application.getBean(SslBundleRegistry.class).updateBundle("acme", bundle(certificate(this.authority)));
			StepVerifier.create(client.senderPools().list().then()).expectComplete().verify(LIMIT);
		}
	}

	private ConfigurableApplicationContext run(String connector, SslBundle bundle, String property) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(Map.of("leadterra.base-url", this.server.baseUrl().toString(), "leadterra.api-key",
					this.server.apiKey(), "leadterra.clients.acme.read-timeout", "20s",
					"spring.http.clients.reactive.connector", connector, property, "acme"))
			.initializers((context) -> context.getBeanFactory()
				.registerSingleton("bundles",
						(SslBundleRegistrar) (registry) -> registry.registerBundle("acme", bundle)))
			.run();
	}

	private static X509Bundle authority() throws Exception {
		return new CertificateBuilder().subject("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
	}

	private static X509Bundle certificate(X509Bundle authority) throws Exception {
		return new CertificateBuilder().subject("CN=client").buildIssuedBy(authority);
	}

	private SslBundle bundle(X509Bundle certificate) throws Exception {
		return SslBundle.of(
				SslStoreBundle.of(certificate.toKeyStore(PASSWORD.toCharArray()), PASSWORD, trusting(this.authority)),
				SslBundleKey.of(PASSWORD));
	}

	private static KeyStore trusting(X509Bundle authority) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("authority", authority.getCertificate());
		return store;
	}

	private Path file(String name, KeyStore store) throws Exception {
		Path file = this.folder.resolve(name);
		try (OutputStream stream = Files.newOutputStream(file)) {
			store.store(stream, PASSWORD.toCharArray());
		}
		return file;
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
