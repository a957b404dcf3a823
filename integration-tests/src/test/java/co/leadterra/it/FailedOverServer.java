package co.leadterra.it;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import co.leadterra.client.LeadterraClient;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that has forgotten the connections of its first clients, as a load balancer
 * has that failed over, and answers over new ones.
 */
final class FailedOverServer implements AutoCloseable {

	/**
	 * More than a call has attempts, even if the library makes each of them twice.
	 */
	private static final int FORGOTTEN = 16;

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final CountDownLatch filled = new CountDownLatch(FORGOTTEN);

	private final AfterFailOver end;

	private final ScriptedServer server;

	private FailedOverServer(AfterFailOver end) {
		this.end = end;
		this.server = ScriptedServer.start(this::serve);
	}

	static FailedOverServer start(AfterFailOver end) {
		return new FailedOverServer(end);
	}

	URI baseUrl() {
		return this.server.baseUrl();
	}

	/**
	 * Makes so many calls at once that there are as many connections.
	 */
	void fillPool(LeadterraClient client) {
		Flux.range(0, FORGOTTEN).flatMap((index) -> client.senderPools().list(), FORGOTTEN).blockLast(LIMIT);
		assertThat(this.filled.getCount()).isZero();
	}

	private void serve(ScriptedServer.Connection connection) throws IOException {
		boolean forgotten = this.filled.getCount() > 0;
		answer(connection);
		if (forgotten) {
			this.end.script.run(connection);
		}
		while (!forgotten) {
			answer(connection);
		}
	}

	private void answer(ScriptedServer.Connection connection) throws IOException {
		boolean read = connection.read().get(0).startsWith("GET");
		this.filled.countDown();
		await();
		connection.answer(read ? "[]" : "{\"suppressed\":1}");
	}

	private void await() throws IOException {
		try {
			assertThat(this.filled.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * What becomes of a forgotten connection.
	 */
	enum AfterFailOver {

		RESET((connection) -> {
			connection.input().read();
			connection.reset();
		}),

		CLOSED(ScriptedServer.Connection::read),

		CLOSED_WHILE_IDLE((connection) -> {
		}),

		SILENT((connection) -> {
			while (connection.input().read() != -1) {
				// goes nowhere
			}
		});

		@SuppressWarnings("ImmutableEnumChecker")
		private final ScriptedServer.Script script;

		AfterFailOver(ScriptedServer.Script script) {
			this.script = script;
		}

	}

}
