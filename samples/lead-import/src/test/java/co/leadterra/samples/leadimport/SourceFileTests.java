package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link SourceFile}.
 */
class SourceFileTests {

	private static final byte[] CONTENT = "email\nada@example.com\n".getBytes(StandardCharsets.UTF_8);

	private final DefaultResourceLoader resources = new DefaultResourceLoader();

	private final SourceFile file = new SourceFile(this.resources,
			new ImportProperties(null, null, null, null, null, 1, 1, null, Duration.ofSeconds(1)));

	@Test
	void copiesWhatAServerHas() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/leads.csv", (exchange) -> {
			exchange.sendResponseHeaders(200, CONTENT.length);
			exchange.getResponseBody().write(CONTENT);
			exchange.close();
		});
		server.start();
		try {
			String address = "http://localhost:" + server.getAddress().getPort();
			assertThat(this.file.path(address + "/leads.csv")).hasBinaryContent(CONTENT);
			assertThatIOException().isThrownBy(() -> this.file.path(address + "/missing.csv"));
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void copiesWhatTheApplicationsProtocolHas() throws IOException {
		this.resources.addProtocolResolver(
				(location, loader) -> location.equals("s3://bucket/leads.csv") ? new ByteArrayResource(CONTENT) : null);
		assertThat(this.file.path("s3://bucket/leads.csv")).hasBinaryContent(CONTENT)
			.isEqualTo(this.file.path("s3://bucket/leads.csv"));
	}

}
