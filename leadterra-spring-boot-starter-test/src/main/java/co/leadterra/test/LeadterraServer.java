package co.leadterra.test;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;

/**
 * A Leadterra stand-in over HTTP on a loopback port. It answers all documented calls by
 * the documented rules and keeps their effects in a {@link Workspace}; it asks for an API
 * key, answers in any documented {@linkplain ResponseShape shape}, lets {@linkplain Fault
 * faults} happen on demand, and tells what it was asked. It sends no mail and calls no
 * webhook.
 *
 * <pre class="code">
 * try (LeadterraServer server = LeadterraServer.start()) {
 *     // point a client at server.baseUrl() with server.apiKey()
 * }
 * </pre>
 *
 * It is safe for use by several threads.
 *
 * @since 0.1.0
 * @see AutoConfigureLeadterraServer
 */
public final class LeadterraServer implements AutoCloseable {

	private final WireMockServer wireMock;

	private final URI baseUrl;

	private final String apiKey;

	private final Keys keys;

	private final Faults faults = new Faults();

	private final Workspace workspace;

	private final Api api;

	private final RequestLog requestLog;

	private LeadterraServer(Builder builder) {
		this.apiKey = builder.apiKeys.get(0);
		this.keys = new Keys(builder.apiKeys);
		this.workspace = new Workspace(builder.clock, builder.simulatedActivity);
		this.api = new Api(this.workspace, this.keys, this.faults);
		this.requestLog = new RequestLog(builder.maxRecordedRequests);
		this.wireMock = new WireMockTransport(this::answer).listen(builder.port, builder.https);
		this.baseUrl = URI.create(this.wireMock.baseUrl());
	}

	private Answer answer(RecordedRequest request) {
		this.requestLog.add(request);
		return this.api.answer(request);
	}

	/**
	 * Starts a server on a free port.
	 * @return the running server
	 */
	public static LeadterraServer start() {
		return builder().start();
	}

	static LeadterraServer start(boolean simulatedActivity) {
		Builder builder = builder();
		return (simulatedActivity ? builder.simulatedActivity() : builder).start();
	}

	/**
	 * Prepares a server that is not as {@link #start()} makes it.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns where the server is.
	 * @return the URL up to the port, to which {@code /v1} paths are added
	 */
	public URI baseUrl() {
		return this.baseUrl;
	}

	/**
	 * Returns a key that is valid from the start.
	 * @return the first of the initial keys
	 */
	public String apiKey() {
		return this.apiKey;
	}

	/**
	 * Returns the server's certificate, for clients of an {@linkplain Builder#https()
	 * HTTPS} server to trust. It is self-signed, for {@code localhost}.
	 * @return the certificate
	 */
	public X509Certificate certificate() {
		return LocalhostCertificate.load();
	}

	/**
	 * Returns what is in the server's workspace.
	 * @return the workspace
	 */
	public Workspace workspace() {
		return this.workspace;
	}

	/**
	 * Issues a new key that may do everything.
	 * @return the key
	 */
	public String issueKey() {
		return this.keys.issue();
	}

	/**
	 * Makes a key valid; it may do everything.
	 * @param key the key
	 */
	public void issueKey(String key) {
		this.keys.issue(key);
	}

	/**
	 * Revokes a key, which is from then on answered with 401.
	 * @param key the key
	 * @throws IllegalArgumentException if the key is not valid
	 */
	public void revokeKey(String key) {
		this.keys.revoke(key);
	}

	/**
	 * Restricts a key, which is from then on answered with 403 on all but some
	 * operations.
	 * @param key the key
	 * @param allowed the operations it may still call, as the documentation writes them;
	 * none at all is possible
	 * @throws IllegalArgumentException if the key is not valid or there is no such
	 * operation
	 */
	public void restrictKey(String key, String... allowed) {
		Set<Operation> operations = EnumSet.noneOf(Operation.class);
		Arrays.stream(allowed).map(Operation::of).forEach(operations::add);
		this.keys.restrict(key, operations);
	}

	/**
	 * Restricts a key to reading, which is {@code GET}.
	 * @param key the key
	 * @throws IllegalArgumentException if the key is not valid
	 */
	public void restrictKeyToReading(String key) {
		this.keys.restrict(key,
				Arrays.stream(Operation.values())
					.filter((operation) -> operation.method().equals("GET"))
					.collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class))));
	}

	/**
	 * Links a key to an SDR, as whom its calls under {@code /v1/sdr} act. Keys that are
	 * not linked act as the first SDR.
	 * @param key the key
	 * @param sdrId the SDR's id
	 * @throws IllegalArgumentException if the key is not valid
	 */
	public void linkKey(String key, String sdrId) {
		this.keys.link(key, sdrId);
	}

	/**
	 * Chooses the form of all answers, at first {@link ResponseShape#GUIDES}.
	 * @param shape the form
	 */
	public void respondWith(ResponseShape shape) {
		this.api.respondWith(shape);
	}

	/**
	 * Chooses the form of one operation's answers.
	 * @param operation the operation as the documentation writes it, for example
	 * {@code GET /v1/sender-pools}
	 * @param shape the form
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public void respondWith(String operation, ResponseShape shape) {
		this.api.respondWith(Operation.of(operation), shape);
	}

	/**
	 * Chooses the form of error bodies, at first {@link ErrorShape#NESTED}.
	 * @param shape the form
	 */
	public void respondWith(ErrorShape shape) {
		this.api.respondWith(shape);
	}

	/**
	 * Makes each error body repeat the request's {@code Authorization} header, key
	 * included, as a careless proxy may do. Without this no answer holds a key.
	 */
	public void echoAuthorization() {
		this.api.echoAuthorization();
	}

	/**
	 * Lets something go wrong. Several faults happen in the order injected: a call is hit
	 * by the first that fits it and is not used up.
	 * @param fault the fault
	 */
	public void inject(Fault fault) {
		this.faults.add(fault);
	}

	/**
	 * Lets nothing go wrong any more.
	 */
	public void clearFaults() {
		this.faults.clear();
	}

	/**
	 * Returns the latest requests, whatever they were answered.
	 * @return the requests in the order received, at most as many as
	 * {@linkplain Builder#maxRecordedRequests(int) are kept}
	 */
	public List<RecordedRequest> requests() {
		return this.requestLog.latest(null);
	}

	/**
	 * Returns the latest requests for an operation, whatever they were answered.
	 * @param operation the operation as the documentation writes it, for example
	 * {@code POST /v1/campaigns/:id/start}
	 * @return the requests in the order received
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public List<RecordedRequest> requests(String operation) {
		return this.requestLog.latest(Operation.of(operation));
	}

	/**
	 * Returns how many requests there were in all, whatever they were answered.
	 * @return the number, those not kept included
	 */
	public int requestCount() {
		return this.requestLog.count(null);
	}

	/**
	 * Returns how many requests there were for an operation, whatever they were answered.
	 * @param operation the operation as the documentation writes it, for example
	 * {@code GET /v1/sender-pools}
	 * @return the number, those not kept included
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public int requestCount(String operation) {
		return this.requestLog.count(Operation.of(operation));
	}

	/**
	 * Takes everything back to the start: workspace, keys, shapes, faults and requests.
	 */
	public void reset() {
		this.workspace.reset();
		this.keys.reset();
		this.api.reset();
		this.faults.clear();
		this.requestLog.clear();
	}

	/**
	 * Stops the server.
	 */
	@Override
	public void close() {
		this.wireMock.stop();
	}

	@Override
	public String toString() {
		return "LeadterraServer at " + this.baseUrl;
	}

	/**
	 * Builds a {@link LeadterraServer}.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private int port;

		private boolean https;

		private Clock clock = Clock.systemUTC();

		private List<String> apiKeys = List.of("sk_test_example_0123456789");

		private int maxRecordedRequests = 1000;

		private boolean simulatedActivity;

		private Builder() {
		}

		/**
		 * Sets the port.
		 * @param port the port, or 0, the default, for a free one
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Serves HTTPS, and HTTPS only, with a self-signed
		 * {@linkplain LeadterraServer#certificate() certificate}.
		 * @return this builder
		 */
		public Builder https() {
			this.https = true;
			return this;
		}

		/**
		 * Sets the clock that timestamps and due dates come from, by default the
		 * system's.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Sets the keys that are valid from the start.
		 * @param first the key that {@link LeadterraServer#apiKey()} returns
		 * @param others more keys
		 * @return this builder
		 */
		public Builder apiKeys(String first, String... others) {
			this.apiKeys = Stream.concat(Stream.of(first), Arrays.stream(others)).toList();
			return this;
		}

		/**
		 * Sets how many requests are kept, by default 1,000; older ones are forgotten,
		 * but stay counted.
		 * @param max the number of requests
		 * @return this builder
		 */
		public Builder maxRecordedRequests(int max) {
			this.maxRecordedRequests = max;
			return this;
		}

		/**
		 * Lets mails go out and replies come in by themselves once a campaign runs, as
		 * {@link Workspace#simulateSending(String)} and
		 * {@link Workspace#simulateReplies(String)} do.
		 * @return this builder
		 */
		public Builder simulatedActivity() {
			this.simulatedActivity = true;
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

}
