package co.leadterra.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import co.leadterra.test.internal.wire.LocalhostCertificate;
import co.leadterra.test.internal.wire.Tls;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A webhook that remembers what it got. It answers with 200, unless told otherwise.
 */
final class RecordingWebhook implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

	private volatile Work work = () -> {
	};

	private RecordingWebhook(HttpServer server) {
		this.server = server;
		server.createContext("/", this::handle);
		server.setExecutor(this.executor);
		server.start();
	}

	static RecordingWebhook start() throws IOException {
		return new RecordingWebhook(HttpServer.create(anyPort(), 0));
	}

	static RecordingWebhook startWithHttps() throws IOException, GeneralSecurityException {
		KeyStore keyStore = KeyStore.getInstance(Tls.STORE_TYPE);
		char[] password = LocalhostCertificate.PASSWORD.toCharArray();
		keyStore.load(LocalhostCertificate.class.getResourceAsStream("/" + LocalhostCertificate.KEY_STORE), password);
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(keyStore, password);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		HttpsServer server = HttpsServer.create(anyPort(), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context));
		return new RecordingWebhook(server);
	}

	private static InetSocketAddress anyPort() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.received.add(new Received(exchange.getRequestMethod(), body,
					exchange.getRequestHeaders().getFirst("Content-Type"),
					exchange.getRequestHeaders().getFirst("X-Leadterra-Signature")));
			this.work.run();
			Integer status = this.statuses.poll();
			exchange.sendResponseHeaders((status != null) ? status : 200, -1);
		}
	}

	URI url() {
		String scheme = (this.server instanceof HttpsServer) ? "https" : "http";
		return URI.create(scheme + "://127.0.0.1:" + this.server.getAddress().getPort() + "/hook");
	}

	/**
	 * Chooses the statuses of the next answers.
	 */
	void answerWith(int... next) {
		for (int status : next) {
			this.statuses.add(status);
		}
	}

	/**
	 * Does some work before each answer.
	 */
	void before(Work work) {
		this.work = work;
	}

	/**
	 * Lets answers wait.
	 * @return counted down to let them go on
	 */
	CountDownLatch hold() {
		CountDownLatch latch = new CountDownLatch(1);
		before(() -> await(latch));
		return latch;
	}

	static void await(CountDownLatch latch) {
		try {
			if (!latch.await(20, TimeUnit.SECONDS)) {
				throw new IllegalStateException("Nothing happened");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	List<Received> received() {
		return this.received;
	}

	List<String> events() {
		return this.received.stream().map(Received::event).toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * What happens before an answer.
	 */
	interface Work {

		void run() throws IOException;

	}

	/**
	 * A request.
	 *
	 * @param method the method
	 * @param body the body
	 * @param contentType the content type
	 * @param signature the signature
	 */
	record Received(String method, String body, @Nullable String contentType, @Nullable String signature) {

		JsonNode json() {
			return TestHttp.json(this.body);
		}

		String event() {
			return json().path("event").asString();
		}

	}

}
