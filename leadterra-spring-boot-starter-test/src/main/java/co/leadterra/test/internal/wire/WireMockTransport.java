package co.leadterra.test.internal.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.security.Authenticator;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests from WireMock to the API and answers back.
 */
public final class WireMockTransport implements ResponseTransformerV2 {

	private static final int THREADS = 64;

	private static final int DELAYED_ANSWER_THREADS = 8;

	private static final int MAX_DRIPS = 20;

	private final Function<RawRequest, Answer> api;

	public WireMockTransport(Function<RawRequest, Answer> api) {
		this.api = api;
	}

	/**
	 * Starts a server that hands all requests to this transport.
	 * @param port the port, or 0 for a free one
	 * @param tls how it serves HTTPS, or {@code null} for HTTP
	 * @return the running server
	 */
	public WireMockServer listen(int port, @Nullable Tls tls) {
		WireMockServer server = new WireMockServer(configuration(port, tls));
		server.stubFor(WireMock.any(WireMock.anyUrl()));
		server.start();
		return server;
	}

	private WireMockConfiguration configuration(int port, @Nullable Tls tls) {
		WireMockConfiguration configuration = WireMockConfiguration.options()
			.bindAddress("127.0.0.1")
			.extensions(this)
			.containerThreads(THREADS)
			.asynchronousResponseEnabled(true)
			.asynchronousResponseThreads(DELAYED_ANSWER_THREADS)
			.useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
			// faults break connections, which HTTP/2 and compression would hide
			.http2PlainDisabled(true)
			.http2TlsDisabled(true)
			.gzipDisabled(true)
			.disableRequestJournal()
			.stubRequestLoggingDisabled(true)
			.notifier(new Slf4jNotifier(false))
			.adminAuthenticator(new NoAdministration());
		if (tls == null) {
			return configuration.port(port);
		}
		configuration.httpDisabled(true)
			.httpsPort(port)
			.keystorePath(tls.keyStore())
			.keystoreType(Tls.STORE_TYPE)
			.keystorePassword(tls.password())
			.keyManagerPassword(tls.password());
		if (tls.trustStore() != null) {
			configuration.needClientAuth(true)
				.trustStorePath(tls.trustStore())
				.trustStoreType(Tls.STORE_TYPE)
				.trustStorePassword(tls.password());
		}
		return configuration;
	}

	@Override
	public String getName() {
		return "leadterra";
	}

	@Override
	public Response transform(Response response, ServeEvent serveEvent) {
		return response(this.api.apply(request(serveEvent.getRequest())));
	}

	private static RawRequest request(Request request) {
		String url = request.getUrl();
		int question = url.indexOf('?');
		String path = (question >= 0) ? url.substring(0, question) : url;
		String query = (question >= 0) ? url.substring(question + 1) : "";
		return new RawRequest(request.getMethod().getName(), path, segments(path), query(query),
				headers(request.getHeaders()), request.getBody());
	}

	private static List<String> segments(String path) {
		return Arrays.stream(path.split("/", -1)).map((segment) -> decode(segment.replace("+", "%2B"))).toList();
	}

	private static Map<String, List<String>> query(String query) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (String parameter : query.split("&", -1)) {
			int equals = parameter.indexOf('=');
			if (equals > 0) {
				values.computeIfAbsent(decode(parameter.substring(0, equals)), (name) -> new ArrayList<>())
					.add(decode(parameter.substring(equals + 1)));
			}
		}
		values.replaceAll((name, list) -> List.copyOf(list));
		return Collections.unmodifiableMap(values);
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	private static Map<String, List<String>> headers(HttpHeaders headers) {
		Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.all().forEach((header) -> values.put(header.key(), List.copyOf(header.values())));
		return Collections.unmodifiableMap(values);
	}

	private static Response response(Answer answer) {
		Map<String, String> headers = new LinkedHashMap<>(answer.headers());
		byte[] body = answer.body();
		Answer.Delivery delivery = answer.delivery();
		Response.Builder response = Response.response().status(answer.status());
		switch (delivery.breakage()) {
			case NONE -> {
			}
			case RESET -> response.fault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
			case CLOSED -> response.fault(com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE);
			case GARBAGE -> response.fault(com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE);
			case TRUNCATED -> {
				headers.put("Content-Length", Integer.toString(body.length + 1));
				body = Arrays.copyOf(body, body.length / 2);
			}
		}
		if (!delivery.drip().isZero()) {
			int drips = Math.max(1, Math.min(body.length, MAX_DRIPS));
			response.chunkedDribbleDelay(new ChunkedDribbleDelay(drips, (int) delivery.drip().toMillis()));
		}
		return response
			.headers(new HttpHeaders(headers.entrySet()
				.stream()
				.map((header) -> new HttpHeader(header.getKey(), header.getValue()))
				.toList()))
			.body(body)
			.incrementInitialDelay(delivery.delay().toMillis())
			.build();
	}

	/**
	 * Keeps WireMock's own endpoints shut.
	 */
	private static final class NoAdministration implements Authenticator {

		@Override
		public boolean authenticate(Request request) {
			return false;
		}

	}

}
