package co.leadterra.it.redis;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link RedisServer}.
 */
@Tag("thorough")
class RedisServerTests {

	@Test
	void answersOnceStarted() throws IOException {
		try (RedisServer server = RedisServer.start(); Socket socket = connect(server.uri())) {
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().readNBytes(7)).asString().isEqualTo("+PONG\r\n");
		}
	}

	@Test
	void severalRunAtATime() {
		try (RedisServer one = RedisServer.start(); RedisServer other = RedisServer.start()) {
			assertThat(one.uri()).isNotEqualTo(other.uri());
		}
	}

	@Test
	void isGoneOnceClosed() {
		RedisServer server = RedisServer.start();
		server.close();
		assertThatIOException().isThrownBy(() -> connect(server.uri()).close());
	}

	private static Socket connect(URI uri) throws IOException {
		return new Socket(uri.getHost(), uri.getPort());
	}

}
