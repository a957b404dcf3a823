package co.leadterra.client.internal.call;

import java.time.Duration;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.Patience;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.ClientResponse;

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

	private final @Nullable Attempt origin;

	private volatile @Nullable ApiKey sentKey;

	private volatile boolean connected = true;

	private volatile @Nullable ClientResponse answer;

	/**
	 * Creates an attempt.
	 * @param number which attempt of the call it is, 1 for the first
	 * @param patience the longest wait for a rate limit, {@code null} for no limit
	 * @param newConnection whether it needs a new connection
	 */
	public Attempt(int number, @Nullable Duration patience, boolean newConnection) {
		this(number, patience, newConnection, null);
	}

	private Attempt(int number, @Nullable Duration patience, boolean newConnection, @Nullable Attempt origin) {
		this.number = number;
		this.patience = patience;
		this.newConnection = newConnection;
		this.origin = origin;
	}

	/**
	 * Returns a new attempt like the one that a context holds, which is told of the
	 * answer too.
	 * @param context the context of a call
	 * @return the attempt, the first and without a limit if there is none in the context
	 */
	public static Attempt like(ContextView context) {
		Attempt known = in(context);
		return (known != null) ? new Attempt(known.number, known.patience, known.newConnection, known)
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
	 * Remembers the key that is sent, once there is a connection.
	 * @param key the key
	 */
	public void sent(ApiKey key) {
		this.sentKey = key;
		this.connected = false;
	}

	/**
	 * Remembers whether there is a connection, with its handshake done. Only where there
	 * is none for certain, a call that must not be made twice is made again.
	 * @param connected whether the next thing to do is to send the request
	 */
	public void connected(boolean connected) {
		this.connected = connected;
	}

	/**
	 * Returns whether there was a connection.
	 * @return {@code false} if nothing was sent, {@code true} if that is not certain
	 */
	public boolean wasConnected() {
		return this.connected;
	}

	/**
	 * Remembers the answer.
	 * @param answer the answer
	 */
	public void answered(ClientResponse answer) {
		this.answer = answer;
		if (this.origin != null) {
			this.origin.answer = answer;
			this.origin.sentKey = this.sentKey;
		}
	}

	/**
	 * Returns the last answer.
	 * @return the answer, or {@code null} if none came
	 */
	public @Nullable ClientResponse answer() {
		return this.answer;
	}

	/**
	 * Returns the key that was sent last.
	 * @return the key, or {@code null} if none was sent
	 */
	public @Nullable ApiKey sentKey() {
		return this.sentKey;
	}

}
