package co.leadterra.client.internal.transport;

import java.util.Set;

/**
 * What the HTTP libraries throw when no connection becomes free for a call.
 */
public final class BusyConnections {

	/**
	 * Exceptions of Reactor Netty and HttpComponents, which need not be on the class
	 * path.
	 */
	private static final Set<String> NAMES = Set.of("PoolAcquireTimeoutException", "PoolAcquirePendingLimitException",
			"ConnectionRequestTimeoutException", "DeadlineTimeoutException");

	private BusyConnections() {
	}

	/**
	 * Returns whether a call had no connection because all of them are busy.
	 * @param failure what the HTTP library threw
	 * @return whether it says so
	 */
	public static boolean areToldBy(Throwable failure) {
		return NAMES.contains(failure.getClass().getSimpleName())
				|| String.valueOf(failure.getMessage()).startsWith("Max requests queued");
	}

}
