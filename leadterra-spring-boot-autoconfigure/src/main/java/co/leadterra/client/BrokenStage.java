package co.leadterra.client;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import co.leadterra.client.internal.call.CallNotSentException;
import co.leadterra.client.internal.transport.BusyConnections;
import co.leadterra.client.internal.transport.OpenConnector;

/**
 * How far a call got that has no complete answer.
 */
enum BrokenStage {

	/**
	 * It was stopped by the client itself.
	 */
	NOT_SENT("it was not sent", ""),

	/**
	 * There was no connection to send it over.
	 */
	NOT_CONNECTED("no connection was made", "leadterra.connect-timeout"),

	/**
	 * The two sides did not trust or understand each other, which will be no different
	 * the next time.
	 */
	NOT_SECURED("no secure connection was made", ""),

	/**
	 * It may have been sent.
	 */
	UNANSWERED("no answer came", "leadterra.read-timeout"),

	/**
	 * It was answered.
	 */
	BROKEN_OFF("the answer broke off", "leadterra.read-timeout"),

	/**
	 * It may have been sent. To make it again would open what was just closed.
	 */
	CLOSED("no answer came", "");

	/**
	 * Exceptions of Netty and HttpComponents, which need not be on the class path.
	 */
	private static final Set<String> NOT_CONNECTED_NAMES = Set.of("ConnectTimeoutException",
			"RequestNotExecutedException");

	private final String description;

	private final String limit;

	BrokenStage(String description, String limit) {
		this.description = description;
		this.limit = limit;
	}

	static BrokenStage of(Throwable cause, boolean connected) {
		if (cause instanceof CallNotSentException) {
			return NOT_SENT;
		}
		if (OpenConnector.wasClosed(cause)) {
			return CLOSED;
		}
		if (anyCause(cause, BrokenStage::isNotSecured)) {
			return isCutShort(cause) ? NOT_CONNECTED : NOT_SECURED;
		}
		return (!connected || anyCause(cause, BrokenStage::isNotConnected)) ? NOT_CONNECTED : UNANSWERED;
	}

	static BrokenStage whileReading(Throwable cause) {
		return OpenConnector.wasClosed(cause) ? CLOSED : BROKEN_OFF;
	}

	private static boolean anyCause(Throwable failure, Predicate<Throwable> test) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause).limit(20).anyMatch(test);
	}

	private static boolean isNotSecured(Throwable cause) {
		return cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException
				|| cause instanceof CertificateException
				|| cause.getClass().getSimpleName().equals("NotSslRecordException");
	}

	// A handshake that took too long or was hung up on says nothing of trust.
	private static boolean isCutShort(Throwable failure) {
		return anyCause(failure, (cause) -> cause instanceof EOFException || cause instanceof SocketException
				|| cause instanceof ClosedChannelException || cause.getClass().getSimpleName().contains("Timeout")
				|| (cause instanceof SSLHandshakeException
						&& String.valueOf(cause.getMessage()).matches("(?i).*(timed out|terminated|closed).*")));
	}

	private static boolean isNotConnected(Throwable cause) {
		return cause instanceof ConnectException || cause instanceof UnknownHostException
				|| cause instanceof NoRouteToHostException || cause instanceof HttpConnectTimeoutException
				|| cause instanceof UnresolvedAddressException || isConnectTimeoutOfJetty(cause)
				|| BusyConnections.areToldBy(cause) || NOT_CONNECTED_NAMES.contains(cause.getClass().getSimpleName());
	}

	// The type alone could be that of an answer that is too late.
	private static boolean isConnectTimeoutOfJetty(Throwable cause) {
		return cause instanceof SocketTimeoutException && "Connect Timeout".equals(cause.getMessage());
	}

	// It has no other one for a handshake.
	private static boolean isTotalTimeoutOfJetty(Throwable cause) {
		return cause instanceof TimeoutException && String.valueOf(cause.getMessage()).startsWith("Total timeout");
	}

	String description() {
		return this.description;
	}

	String advice(Throwable cause) {
		if (anyCause(cause, BusyConnections::areToldBy)) {
			return ". Let fewer calls be in flight, or set leadterra.http.max-connections to a higher number";
		}
		boolean timeout = anyCause(cause,
				(ex) -> ex.getClass().getSimpleName().toLowerCase(Locale.ROOT).contains("timeout"));
		if (timeout && !this.limit.isEmpty()) {
			return ". The limit is " + (isTotalTimeoutOfJetty(cause) ? UNANSWERED.limit : this.limit);
		}
		return switch (this) {
			case NOT_CONNECTED -> ". Check leadterra.base-url, and the network and proxy in between";
			case NOT_SECURED -> ". Check the certificates on both sides, and leadterra.ssl.bundle";
			default -> "";
		};
	}

	// The name of the stage in metrics.
	String reason() {
		return name().toLowerCase(Locale.ROOT);
	}

	boolean mayHaveReachedLeadterra() {
		return this == UNANSWERED || this == BROKEN_OFF || this == CLOSED;
	}

	boolean isWorthRepeating() {
		return this != NOT_SENT && this != NOT_SECURED && this != CLOSED;
	}

}
