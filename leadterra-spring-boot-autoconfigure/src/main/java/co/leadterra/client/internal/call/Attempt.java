package co.leadterra.client.internal.call;

import java.time.Duration;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.Patience;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * An attempt to make a call, kept in its Reactor context. All that is known of it is one
 * entry there, because contexts get expensive beyond three.
 *
 * @since 0.1.0
 */
public final class Attempt {

	private static final Object KEY = Attempt.class;

	private final int number;

	private final @Nullable Duration patience;

	private final boolean newConnection;

	private volatile @Nullable ApiKey sentKey;

	/**
	 * Creates an attempt.
	 * @param number which attempt of the call it is, 1 for the first
	 * @param patience the longest wait for a rate limit, {@code null} for no limit
	 * @param newConnection whether it needs a new connection
	 */
	public Attempt(int number, @Nullable Duration patience, boolean newConnection) {
		this.number = number;
		this.patience = patience;
		this.newConnection = newConnection;
	}

	/**
	 * Returns a new attempt like the one that a context holds.
	 * @param context the context of a call
	 * @return the attempt, the first and without a limit if there is none in the context
	 */
	public static Attempt like(ContextView context) {
		Attempt known = in(context);
		return (known != null) ? new Attempt(known.number, known.patience, known.newConnection)
				: new Attempt(1, null, false);
	}

	/**
	 * Returns the attempt that a context holds.
	 * @param context the context of a call
	 * @return the attempt, or {@code null}
	 */
	public static @Nullable Attempt in(ContextView context) {
		return context.getOrDefault(KEY, null);
	}

	/**
	 * Puts this attempt into a context, in the place of another one.
	 * @param context a context
	 * @return the context with this attempt
	 */
	public Context addTo(Context context) {
		return context.put(KEY, this);
	}

	/**
	 * Returns which attempt of the call this is.
	 * @return a number from 1
	 */
	public int number() {
		return this.number;
	}

	/**
	 * Returns how long the attempt in a context waits for a rate limit.
	 * @param context the context of a call
	 * @param limit the longest wait where nothing says less
	 * @return the longest wait
	 */
	public static Duration patience(ContextView context, Duration limit) {
		Attempt attempt = in(context);
		Duration patience = (attempt != null) ? attempt.patience : null;
		return Patience.in(context, (patience != null && patience.compareTo(limit) < 0) ? patience : limit);
	}

	/**
	 * Returns whether this needs a new connection, because the one of an attempt before
	 * it broke.
	 * @return whether a connection from a pool will not do
	 */
	public boolean needsNewConnection() {
		return this.newConnection;
	}

	/**
	 * Remembers the key that was sent.
	 * @param key the key
	 */
	public void sent(ApiKey key) {
		this.sentKey = key;
	}

	/**
	 * Returns the key that was sent last.
	 * @return the key, or {@code null} if none was sent
	 */
	public @Nullable ApiKey sentKey() {
		return this.sentKey;
	}

}
