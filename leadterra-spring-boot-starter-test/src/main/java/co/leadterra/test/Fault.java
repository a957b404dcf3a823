package co.leadterra.test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import co.leadterra.test.internal.api.ErrorBodies;
import co.leadterra.test.internal.wire.Answer;
import co.leadterra.test.internal.wire.Operation;
import co.leadterra.test.internal.workspace.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with a call. Immutable; each method returns a changed copy.
 * Unless told otherwise a fault hits every call from its
 * {@linkplain LeadterraServer#inject(Fault) injection} to the next reset, and the call
 * has no effect on the workspace.
 *
 * <pre class="code">
 * server.inject(Fault.status(429).retryAfter(Duration.ofSeconds(2)).times(3));
 * server.inject(Fault.connectionReset().on("POST /v1/campaigns").afterTakingEffect().once());
 * </pre>
 *
 * @since 0.1.0
 */
public final class Fault {

	private @Nullable Function<ErrorBodies, Answer> replacement;

	private Map<String, String> headers = Map.of();

	private Duration delay = Duration.ZERO;

	private Duration drip = Duration.ZERO;

	private Answer.Breakage breakage = Answer.Breakage.NONE;

	private boolean takesEffect;

	private int successStatus = 200;

	private boolean withoutBody;

	private @Nullable Operation operation;

	private int times = Integer.MAX_VALUE;

	private Fault() {
	}

	private Fault with(Consumer<Fault> change) {
		Fault changed = new Fault();
		changed.replacement = this.replacement;
		changed.headers = this.headers;
		changed.delay = this.delay;
		changed.drip = this.drip;
		changed.breakage = this.breakage;
		changed.takesEffect = this.takesEffect;
		changed.successStatus = this.successStatus;
		changed.withoutBody = this.withoutBody;
		changed.operation = this.operation;
		changed.times = this.times;
		change.accept(changed);
		return changed;
	}

	/**
	 * Answers with a status, and an error body in the server's {@link ErrorShape}.
	 * @param status the HTTP status
	 * @return the fault
	 */
	public static Fault status(int status) {
		return replacing((errors) -> errors.render(ApiError.of(status, null, "Fault on demand")));
	}

	/**
	 * Answers with an error that has a code, in the server's {@link ErrorShape}.
	 * @param status the HTTP status
	 * @param code the error code, for example {@code workspace_not_found}
	 * @return the fault
	 */
	public static Fault error(int status, String code) {
		return replacing((errors) -> errors.render(ApiError.of(status, code, "Fault on demand")));
	}

	/**
	 * Answers with just these bytes.
	 * @param status the HTTP status
	 * @param contentType the value of the {@code Content-Type} header
	 * @param body the body
	 * @return the fault
	 */
	public static Fault answer(int status, String contentType, byte[] body) {
		Answer answer = Answer.of(status, contentType, body.clone());
		return replacing((errors) -> answer);
	}

	/**
	 * Answers with just this text.
	 * @param status the HTTP status
	 * @param contentType the value of the {@code Content-Type} header
	 * @param body the body, sent as UTF-8
	 * @return the fault
	 */
	public static Fault answer(int status, String contentType, String body) {
		return answer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Redirects.
	 * @param status the HTTP status, 301 to 308
	 * @param location where to
	 * @return the fault
	 */
	public static Fault redirect(int status, URI location) {
		return replacing((errors) -> Answer.empty(status)).header("Location", location.toString());
	}

	/**
	 * Answers with another success status than 200, since the documentation names none.
	 * The call takes effect, and its answer is the real one; a 204 or 205 has no body.
	 * @param status the HTTP status, 200 to 299
	 * @return the fault
	 */
	public static Fault success(int status) {
		if (status < 200 || status > 299) {
			throw new IllegalArgumentException("A success has a status from 200 to 299, not " + status);
		}
		return new Fault().afterTakingEffect().with((fault) -> fault.successStatus = status);
	}

	/**
	 * Holds the first byte of the real answer back. The call takes effect at once.
	 * @param delay for how long
	 * @return the fault
	 */
	public static Fault slow(Duration delay) {
		return new Fault().afterTakingEffect().delayed(delay);
	}

	/**
	 * Sends the real answer's head at once and its body bit by bit. The call takes effect
	 * at once.
	 * @param duration how long the body takes
	 * @return the fault
	 */
	public static Fault dripping(Duration duration) {
		return new Fault().afterTakingEffect().with((fault) -> fault.drip = duration);
	}

	/**
	 * Sends the real answer's head and half of its body, then closes the connection: less
	 * than {@code Content-Length} promised. The call takes effect.
	 * @return the fault
	 */
	public static Fault truncatedBody() {
		return breaking(Answer.Breakage.TRUNCATED).afterTakingEffect();
	}

	/**
	 * Resets the connection without an answer.
	 * @return the fault
	 */
	public static Fault connectionReset() {
		return breaking(Answer.Breakage.RESET);
	}

	/**
	 * Closes the connection without an answer.
	 * @return the fault
	 */
	public static Fault emptyResponse() {
		return breaking(Answer.Breakage.CLOSED);
	}

	/**
	 * Sends bytes that are not HTTP, then closes the connection.
	 * @return the fault
	 */
	public static Fault garbage() {
		return breaking(Answer.Breakage.GARBAGE);
	}

	private static Fault breaking(Answer.Breakage breakage) {
		return new Fault().with((fault) -> fault.breakage = breakage);
	}

	private static Fault replacing(Function<ErrorBodies, Answer> replacement) {
		return new Fault().with((fault) -> fault.replacement = replacement);
	}

	/**
	 * Hits only one operation.
	 * @param operation the operation as the documentation writes it, for example
	 * {@code POST /v1/campaigns/:id/start}
	 * @return the changed fault
	 * @throws IllegalArgumentException if there is no such operation
	 */
	public Fault on(String operation) {
		Operation known = Operation.of(operation);
		return with((fault) -> fault.operation = known);
	}

	/**
	 * Hits only the next call.
	 * @return the changed fault
	 */
	public Fault once() {
		return times(1);
	}

	/**
	 * Hits only the next calls.
	 * @param times how many, at least one
	 * @return the changed fault
	 */
	public Fault times(int times) {
		if (times < 1) {
			throw new IllegalArgumentException("A fault happens at least once");
		}
		return with((fault) -> fault.times = times);
	}

	/**
	 * Lets the call take effect on the workspace, so that only its answer is lost.
	 * @return the changed fault
	 */
	public Fault afterTakingEffect() {
		return with((fault) -> fault.takesEffect = true);
	}

	/**
	 * Leaves the body of the answer out.
	 * @return the changed fault
	 */
	public Fault withoutBody() {
		return with((fault) -> fault.withoutBody = true);
	}

	/**
	 * Adds a header to the answer.
	 * @param name the header's name
	 * @param value the header's value
	 * @return the changed fault
	 */
	public Fault header(String name, String value) {
		Map<String, String> added = new LinkedHashMap<>(this.headers);
		added.put(name, value);
		return with((fault) -> fault.headers = added);
	}

	/**
	 * Adds a {@code Retry-After} header in seconds.
	 * @param duration the time to wait, of which whole seconds are sent
	 * @return the changed fault
	 */
	public Fault retryAfter(Duration duration) {
		return retryAfter(Long.toString(duration.toSeconds()));
	}

	/**
	 * Adds a {@code Retry-After} header.
	 * @param value the header's value: seconds, an HTTP date, or nonsense
	 * @return the changed fault
	 */
	public Fault retryAfter(String value) {
		return header("Retry-After", value);
	}

	/**
	 * Holds the first byte of the answer back.
	 * @param delay for how long
	 * @return the changed fault
	 */
	public Fault delayed(Duration delay) {
		return with((fault) -> fault.delay = delay);
	}

	boolean hits(@Nullable Operation called) {
		return this.operation == null || this.operation == called;
	}

	int times() {
		return this.times;
	}

	Answer apply(Supplier<Answer> call, ErrorBodies errors) {
		Answer real = this.takesEffect ? call.get() : Answer.empty(500);
		Answer answer = (this.replacement != null) ? this.replacement.apply(errors) : real;
		if (answer.status() == 200) {
			answer = answer.withStatus(this.successStatus);
		}
		if (this.withoutBody || answer.status() == 204 || answer.status() == 205) {
			answer = Answer.empty(answer.status());
		}
		return answer.withHeaders(this.headers).withDelivery(new Answer.Delivery(this.delay, this.drip, this.breakage));
	}

}
