package co.leadterra.it;

import java.time.Duration;

import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import co.leadterra.test.Fault;

/**
 * What a server that is reached can do to a call, and how the call must end.
 */
enum Trouble {

	RATE_LIMIT(Fault.status(429), LeadterraRateLimitException.class, true),

	RATE_LIMIT_IN_SECONDS(Fault.status(429).retryAfter(Duration.ofSeconds(1)), LeadterraRateLimitException.class, true),

	REQUEST_TIMEOUT(Fault.status(408), LeadterraServerException.class, true),

	INTERNAL_ERROR(Fault.status(500), LeadterraServerException.class, false),

	NOT_IMPLEMENTED(Fault.status(501), LeadterraServerException.class, false),

	BAD_GATEWAY(Fault.status(502), LeadterraServerException.class, true),

	UNAVAILABLE(Fault.status(503), LeadterraServerException.class, true),

	GATEWAY_TIMEOUT(Fault.status(504), LeadterraServerException.class, true),

	RESET_BEFORE_THE_ANSWER(Fault.connectionReset(), LeadterraConnectionException.class, true),

	RESET_AFTER_TAKING_EFFECT(Fault.connectionReset().afterTakingEffect(), LeadterraConnectionException.class, true),

	CLOSED_BEFORE_THE_ANSWER(Fault.emptyResponse(), LeadterraConnectionException.class, true),

	BROKEN_OFF_IN_THE_BODY(Fault.truncatedBody(), LeadterraConnectionException.class, true),

	SLOW_FIRST_BYTE(Fault.slow(Duration.ofSeconds(2)), LeadterraConnectionException.class, true),

	STALLED_BODY(Fault.dripping(Duration.ofSeconds(20)), LeadterraConnectionException.class, true),

	NO_HTTP(Fault.garbage(), LeadterraConnectionException.class, true),

	CUT_OFF_JSON(Fault.answer(200, "application/json", "{\"data\": [{\"id\": \"x"),
			LeadterraUnexpectedResponseException.class, false),

	HTML(Fault.answer(200, "text/html", "<html>Welcome</html>"), LeadterraUnexpectedResponseException.class, false);

	/**
	 * Shorter than a slow answer takes to begin or to go on.
	 */
	static final Duration SHORT = Duration.ofMillis(250);

	@SuppressWarnings("ImmutableEnumChecker")
	private final Fault fault;

	private final Class<? extends LeadterraException> exception;

	private final boolean passing;

	Trouble(Fault fault, Class<? extends LeadterraException> exception, boolean passing) {
		this.fault = fault;
		this.exception = exception;
		this.passing = passing;
	}

	Fault fault() {
		return this.fault;
	}

	Class<? extends LeadterraException> exception() {
		return this.exception;
	}

	boolean isSlow() {
		return this == SLOW_FIRST_BYTE || this == STALLED_BODY;
	}

	boolean isInTheContent() {
		return this == CUT_OFF_JSON || this == HTML;
	}

	/**
	 * Whether the same call may well succeed a moment later.
	 */
	boolean isPassing() {
		return this.passing;
	}

}
