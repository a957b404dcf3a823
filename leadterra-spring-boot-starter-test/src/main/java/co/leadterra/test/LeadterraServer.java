package co.leadterra.test;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import co.leadterra.test.internal.api.Api;
import co.leadterra.test.internal.api.CallLimit;
import co.leadterra.test.internal.api.ErrorBodies;
import co.leadterra.test.internal.api.Keys;
import co.leadterra.test.internal.wire.Answer;
import co.leadterra.test.internal.wire.LocalhostCertificate;
import co.leadterra.test.internal.wire.Operation;
import co.leadterra.test.internal.wire.RawRequest;
import co.leadterra.test.internal.wire.RequestLog;
import co.leadterra.test.internal.wire.WireMockTransport;
import co.leadterra.test.internal.workspace.State;
import co.leadterra.test.internal.workspace.Webhooks;
import com.github.tomakehurst.wiremock.WireMockServer;
import org.jspecify.annotations.Nullable;

/**
 * A Leadterra stand-in over HTTP on a loopback port. It answers all documented calls by
 * the documented rules and keeps their effects in a {@link Workspace}; it asks for an API
 * key, answers in any documented {@linkplain ResponseShape shape}, lets {@linkplain Fault
 * faults} happen on demand, and tells what it was asked. It sends no mail, but
 * {@linkplain Deliveries delivers} events to webhooks on this machine.
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

	private final Faults<Fault> faults = new Faults<>();

	private final Deliveries deliveries;

	private final Webhooks webhooks;

	private final Workspace workspace;

	private final Api api;

	private final RequestLog requestLog;

	private final Clock clock;

	private volatile Set<Behavior> behaviors = Set.of();

	LeadterraServer(LeadterraServerBuilder builder) {
		this.clock = builder.clock;
		this.apiKey = builder.apiKeys.get(0);
		this.keys = new Keys(builder.apiKeys);
		this.deliveries = new Deliveries(builder.webhookSecret, builder.maxRecordedRequests);
		this.webhooks = new Webhooks(builder.clock, this.deliveries::add);
		State state = State.of(builder.clock, this.webhooks, builder.simulatedActivity, this::behaves);
		this.workspace = new Workspace(state);
		this.api = new Api(state, this.workspace, this.keys, this::apply, this::behaves);
		this.requestLog = new RequestLog(builder.maxRecordedRequests);
		this.wireMock = new WireMockTransport(this::answer).listen(builder.port, builder.tls);
		// WireMock's own has the digits of the user's language
		this.baseUrl = URI.create((builder.tls != null) ? "https://localhost:" + this.wireMock.httpsPort()
				: "http://localhost:" + this.wireMock.port());
	}

	private boolean behaves(Behavior behavior) {
		return this.behaviors.contains(behavior);
	}

	private Answer apply(@Nullable Operation operation, Supplier<Answer> call, ErrorBodies errors) {
		Fault fault = this.faults.next((next) -> next.hits(operation));
		return (fault != null) ? fault.apply(call, errors) : call.get();
	}

	private Answer answer(RawRequest request) {
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

	/**
	 * Prepares a server that is not as {@link #start()} makes it.
	 * @return a builder
	 */
	public static LeadterraServerBuilder builder() {
		return new LeadterraServerBuilder();
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
	 * Returns the server's certificate, for clients of an
	 * {@linkplain LeadterraServerBuilder#https() HTTPS} server to trust. It is
	 * self-signed, for {@code localhost}.
	 * @return the certificate
	 */
	public X509Certificate certificate() {
		return LocalhostCertificate.load();
	}

	/**
	 * Returns the secret that deliveries to webhooks are signed with.
	 * @return the current secret
	 * @see Deliveries#signWith(String)
	 */
	public String webhookSecret() {
		return this.deliveries.secret();
	}

	/**
	 * Registers a webhook. Other than over the API, plain {@code http} is possible.
	 * @param url where events go, on this machine
	 * @param events the types of the events, or nothing for all that are documented
	 * @return the webhook's id
	 */
	public String deliverTo(URI url, String... events) {
		return this.workspace.addWebhook(url, Arrays.asList(events));
	}

	/**
	 * Returns the deliveries to webhooks.
	 * @return the deliveries
	 */
	public Deliveries deliveries() {
		return this.deliveries;
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
	 * Links a key to an SDR, as whom its calls under {@code /v1/sdr} act: what is another
	 * SDR's is not found. Keys that are not linked act as the first SDR.
	 * @param key the key
	 * @param sdrId the SDR's id
	 * @throws IllegalArgumentException if the key is not valid
	 */
	public void linkKey(String key, String sdrId) {
		this.keys.link(key, sdrId);
	}

	/**
	 * Chooses the form of all answers and events, at first {@link ResponseShape#GUIDES}.
	 * @param shape the form
	 */
	public void respondWith(ResponseShape shape) {
		this.api.respondWith(shape);
		this.webhooks.shape(shape);
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
	 * Chooses how error bodies name invalid leads and addresses, at first by
	 * {@link ErrorEntryShape#INDEX_AND_EMAIL}. {@link ErrorShape#EMPTY} and
	 * {@link ErrorShape#HTML} name none.
	 * @param shape the form
	 */
	public void respondWith(ErrorEntryShape shape) {
		this.api.respondWith(shape);
	}

	/**
	 * Chooses how the server behaves where the documentation leaves it open. This
	 * replaces an earlier choice.
	 * @param behaviors all that is not as at first, or nothing
	 */
	public void behave(Behavior... behaviors) {
		this.behaviors = Set.of(behaviors);
	}

	/**
	 * Limits how many calls each key may make in a time, which starts with the first of
	 * them and is measured on the server's
	 * {@linkplain LeadterraServerBuilder#clock(Clock) clock}. Further calls are answered
	 * with 429 and have no effect; {@code Retry-After} tells in whole seconds when the
	 * time is over. This replaces an earlier limit.
	 * @param calls the number of calls, at least 1
	 * @param duration the time, longer than zero
	 * @see Behavior#RETRY_AFTER_UNTOLD
	 */
	public void limitCalls(int calls, Duration duration) {
		if (calls < 1 || duration.isZero() || duration.isNegative()) {
			throw new IllegalArgumentException("A limit allows at least one call in a time longer than zero");
		}
		this.api.limit(new CallLimit(calls, duration, this.clock));
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
		this.faults.add(fault, fault.times());
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
	 * {@linkplain LeadterraServerBuilder#maxRecordedRequests(int) are kept}
	 */
	public List<RecordedRequest> requests() {
		return requests((Operation) null);
	}

	/**
	 * Returns the latest requests for an operation, whatever they were answered.
	 * @param operation the operation as the documentation writes it, for example
	 * {@code POST /v1/campaigns/:id/start}
	 * @return the requests in the order received
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public List<RecordedRequest> requests(String operation) {
		return requests(Operation.of(operation));
	}

	private List<RecordedRequest> requests(@Nullable Operation operation) {
		return this.requestLog.latest(operation).stream().map(RecordedRequest::new).toList();
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
	 * Takes everything back to the start: workspace, keys, shapes, behaviors, the limit
	 * of calls, faults, requests and deliveries. What is still to be delivered never is.
	 * Ids of campaigns, replies and mails are not used again: an application may remember
	 * what it handled.
	 */
	public void reset() {
		this.workspace.reset();
		this.webhooks.reset();
		this.deliveries.reset();
		this.keys.reset();
		this.api.reset();
		behave();
		this.faults.clear();
		this.requestLog.clear();
	}

	/**
	 * Stops the server and its deliveries.
	 */
	@Override
	public void close() {
		this.deliveries.close();
		this.wireMock.stop();
	}

	@Override
	public String toString() {
		return "LeadterraServer at " + this.baseUrl;
	}

}
