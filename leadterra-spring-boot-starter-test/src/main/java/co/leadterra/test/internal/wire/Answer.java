package co.leadterra.test.internal.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes over the wire, and how.
 */
public final class Answer {

	public static final String JSON = "application/json";

	private final int status;

	private final Map<String, String> headers;

	private final byte[] body;

	private final Delivery delivery;

	private Answer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {
		this.status = status;
		this.headers = headers;
		this.body = body;
		this.delivery = delivery;
	}

	public static Answer of(int status, String contentType, byte[] body) {
		return new Answer(status, Map.of("Content-Type", contentType), body, Delivery.REGULAR);
	}

	public static Answer of(int status, String contentType, String body) {
		return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
	}

	public static Answer empty(int status) {
		return new Answer(status, Map.of(), new byte[0], Delivery.REGULAR);
	}

	public Answer withStatus(int status) {
		return new Answer(status, this.headers, this.body, this.delivery);
	}

	public Answer withHeaders(Map<String, String> added) {
		Map<String, String> all = new LinkedHashMap<>(this.headers);
		all.putAll(added);
		return new Answer(this.status, all, this.body, this.delivery);
	}

	public Answer withDelivery(Delivery delivery) {
		return new Answer(this.status, this.headers, this.body, delivery);
	}

	public int status() {
		return this.status;
	}

	public Map<String, String> headers() {
		return this.headers;
	}

	public byte[] body() {
		return this.body;
	}

	public Delivery delivery() {
		return this.delivery;
	}

	/**
	 * How an answer is delivered.
	 *
	 * @param delay how long the first byte is held back
	 * @param drip how long the body takes
	 * @param breakage how the connection breaks
	 */
	public record Delivery(Duration delay, Duration drip, Breakage breakage) {

		static final Delivery REGULAR = new Delivery(Duration.ZERO, Duration.ZERO, Breakage.NONE);

	}

	/**
	 * How a connection breaks.
	 */
	public enum Breakage {

		NONE, RESET, CLOSED, GARBAGE, TRUNCATED

	}

}
