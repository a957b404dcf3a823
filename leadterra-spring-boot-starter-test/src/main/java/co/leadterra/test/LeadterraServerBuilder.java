package co.leadterra.test;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import co.leadterra.test.internal.delivery.Signatures;
import co.leadterra.test.internal.wire.Tls;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link LeadterraServer}.
 *
 * @since 0.1.0
 * @see LeadterraServer#builder()
 */
public final class LeadterraServerBuilder {

	int port;

	@Nullable Tls tls;

	Clock clock = Clock.systemUTC();

	List<String> apiKeys = List.of("sk_test_example_0123456789");

	int maxRecordedRequests = 1000;

	boolean simulatedActivity;

	String webhookSecret = Signatures.EXAMPLE_SECRET;

	LeadterraServerBuilder() {
	}

	/**
	 * Sets the port.
	 * @param port the port, or 0, the default, for a free one
	 * @return this builder
	 */
	public LeadterraServerBuilder port(int port) {
		this.port = port;
		return this;
	}

	/**
	 * Serves HTTPS, and HTTPS only, with a self-signed
	 * {@linkplain LeadterraServer#certificate() certificate}.
	 * @return this builder
	 */
	public LeadterraServerBuilder https() {
		this.tls = Tls.SELF_SIGNED;
		return this;
	}

	/**
	 * Serves HTTPS, and HTTPS only, to clients that show a certificate.
	 * @param keyStore file of the kind PKCS #12 with the server's certificate and its key
	 * @param trustStore file of the kind PKCS #12 with the certificates that those of
	 * clients are signed with
	 * @param password the password of both files and of the key
	 * @return this builder
	 */
	public LeadterraServerBuilder mutualTls(Path keyStore, Path trustStore, String password) {
		this.tls = new Tls(keyStore.toString(), trustStore.toString(), password);
		return this;
	}

	/**
	 * Sets the clock that timestamps and due dates come from, by default the system's.
	 * @param clock the clock
	 * @return this builder
	 */
	public LeadterraServerBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Sets the keys that are valid from the start.
	 * @param first the key that {@link LeadterraServer#apiKey()} returns
	 * @param others more keys
	 * @return this builder
	 */
	public LeadterraServerBuilder apiKeys(String first, String... others) {
		this.apiKeys = Stream.concat(Stream.of(first), Arrays.stream(others)).toList();
		return this;
	}

	/**
	 * Sets how many requests and how many deliveries are kept, by default 1,000; older
	 * ones are forgotten, but the requests stay counted.
	 * @param max the number of requests, and of deliveries
	 * @return this builder
	 */
	public LeadterraServerBuilder maxRecordedRequests(int max) {
		this.maxRecordedRequests = max;
		return this;
	}

	/**
	 * Lets mails go out and replies come in by themselves once a campaign runs, as
	 * {@link Workspace#simulateSending(String)} and
	 * {@link Workspace#simulateReplies(String)} do.
	 * @return this builder
	 */
	public LeadterraServerBuilder simulatedActivity() {
		this.simulatedActivity = true;
		return this;
	}

	/**
	 * Sets the secret that deliveries to webhooks are signed with at first.
	 * @param secret the secret that {@link LeadterraServer#webhookSecret()} returns
	 * @return this builder
	 */
	public LeadterraServerBuilder webhookSecret(String secret) {
		this.webhookSecret = secret;
		return this;
	}

	/**
	 * Starts the server.
	 * @return the running server
	 */
	public LeadterraServer start() {
		return new LeadterraServer(this);
	}

}
