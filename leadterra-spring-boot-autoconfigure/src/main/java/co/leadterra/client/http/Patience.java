package co.leadterra.client.http;

import java.time.Duration;
import java.util.function.Function;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * How long a call waits for a rate limit, kept in the Reactor context. A call that would
 * have to wait longer fails at once.
 *
 * <pre class="code">
 * leadterra.senderPools().list().contextWrite(Patience.atMost(Duration.ZERO))
 * </pre>
 *
 * @since 0.1.0
 */
public final class Patience {

	private final Duration limit;

	private Patience(Duration limit) {
		this.limit = limit;
	}

	/**
	 * Limits the patience of the calls upstream.
	 * @param limit the longest wait; a shorter one that the context holds already stays
	 * @return the change of a context, for {@code contextWrite}
	 */
	public static Function<Context, Context> atMost(Duration limit) {
		return (context) -> context.put(Patience.class, new Patience(in(context, limit)));
	}

	/**
	 * Returns the patience of a call.
	 * @param context the context of the call
	 * @param limit the longest wait where the context says nothing, or more
	 * @return the longest wait
	 */
	public static Duration in(ContextView context, Duration limit) {
		Patience patience = context.getOrDefault(Patience.class, null);
		return (patience != null && patience.limit.compareTo(limit) < 0) ? patience.limit : limit;
	}

}
