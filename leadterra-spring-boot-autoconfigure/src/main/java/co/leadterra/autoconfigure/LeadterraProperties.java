package co.leadterra.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.lead.CustomFieldPlacement;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of a Leadterra client: those under {@code leadterra}, and for
 * a client with a name, before them, those under {@code leadterra.clients} and its name.
 *
 * @param apiKey API key, as the Leadterra dashboard showed it when it was created. Better
 * given by the environment variable LEADTERRA_API_KEY than written down here.
 * @param apiKeyLocation Location of a file that holds the API key and nothing else, such
 * as a mounted secret. Not to be combined with the key itself.
 * @param apiKeyRefreshInterval Time after which the file with the API key is read again.
 * @param apiKeyOverlap Time after a change of the API key for which the previous one is
 * tried if the new one is refused.
 * @param apiKeyTimeout Time that an ApiKeyProvider of the application may take to give
 * the API key.
 * @param allowedModes Modes that the API key may have. All are allowed if none is named.
 * @param baseUrl Base URL of Leadterra, without the /v1. The API key is sent to this
 * origin only.
 * @param insecureHosts Hosts other than this machine to which the API key may travel over
 * plain http.
 * @param connectTimeout Time a connection may take to be made.
 * @param readTimeout Time an answer may let wait for its next bytes.
 * @param draftReadTimeout Time the answer to a request for drafts may let wait for its
 * next bytes, since they are written meanwhile.
 * @param maxResponseSize Size of an answer up to which it is held in memory. A longer one
 * makes its call fail.
 * @param rejectedKeyCoolDown Time for which calls fail without being sent after Leadterra
 * rejected their API key, or until another key is used. Zero sends every call.
 * @param ssl TLS settings.
 * @param http How Leadterra is reached.
 * @param retry How calls are repeated.
 * @param rateLimit How rate limits are kept to.
 * @param enrollment How leads are enrolled.
 */
@ConfigurationProperties("leadterra")
record LeadterraProperties(@Nullable String apiKey, @Nullable Resource apiKeyLocation,
		@Positive(orZero = true) @DefaultValue("10s") Duration apiKeyRefreshInterval,
		@Positive(orZero = true) @DefaultValue("1m") Duration apiKeyOverlap,
		@Positive @DefaultValue("5s") Duration apiKeyTimeout, @DefaultValue Set<ApiKeyMode> allowedModes,
		@DefaultValue("https://app.leadterra.co") String baseUrl, @DefaultValue List<String> insecureHosts,
		@Positive @DefaultValue("5s") Duration connectTimeout, @Positive @DefaultValue("30s") Duration readTimeout,
		@Positive @DefaultValue("2m") Duration draftReadTimeout,
		@Positive @DefaultValue("16MB") DataSize maxResponseSize,
		@Positive(orZero = true) @DefaultValue("10s") Duration rejectedKeyCoolDown, @DefaultValue Ssl ssl,
		@DefaultValue Http http, @DefaultValue Retry retry, @DefaultValue RateLimit rateLimit,
		@DefaultValue Enrollment enrollment) {

	// That of a record would tell the key.
	@Override
	public String toString() {
		return "the properties under leadterra";
	}

	/**
	 * TLS settings.
	 *
	 * @param bundle Name of the SSL bundle to connect with.
	 */
	record Ssl(@Nullable String bundle) {
	}

	/**
	 * How Leadterra is reached.
	 *
	 * @param proxy Proxy to reach Leadterra by, such as http://proxy.example:3128, with
	 * user name and password before the host if it wants them. Without one, the proxy of
	 * the system is used.
	 * @param maxConnections Number of connections at most, for usual calls and for those
	 * for drafts each. Not for the HTTP client of the JDK, which has no limit.
	 * @param maxIdleTime Time a connection stays unused before it is closed. For Reactor
	 * Netty.
	 * @param maxLifeTime Time a connection is used before it is replaced. For Reactor
	 * Netty.
	 */
	record Http(@Nullable String proxy, @Positive @DefaultValue("500") int maxConnections,
			@Positive @DefaultValue("30s") Duration maxIdleTime, @Positive @DefaultValue("5m") Duration maxLifeTime) {

		// That of a record would tell the password of the proxy.
		@Override
		public String toString() {
			return "the properties under leadterra.http";
		}

	}

	/**
	 * How calls are repeated.
	 *
	 * @param enabled Whether to repeat calls that failed for the moment, where that does
	 * no harm.
	 * @param maxAttempts Number of attempts for a call at most, the first included.
	 * @param initialDelay Delay before the second attempt. It doubles with every further
	 * one, and up to half of it is cut off at random.
	 * @param maxDelay Longest delay that doubling leads to.
	 * @param maxRetryAfter Longest time to wait for because Leadterra asks for it by
	 * Retry-After. A longer one ends the call.
	 * @param maxDuration Time after the start of a call in which its last attempt has to
	 * begin.
	 */
	record Retry(@DefaultValue("true") boolean enabled, @Positive @DefaultValue("3") int maxAttempts,
			@Positive(orZero = true) @DefaultValue("500ms") Duration initialDelay,
			@Positive(orZero = true) @DefaultValue("8s") Duration maxDelay,
			@Positive(orZero = true) @DefaultValue("30s") Duration maxRetryAfter,
			@Positive(orZero = true) @DefaultValue("1m") Duration maxDuration) {
	}

	/**
	 * How rate limits are kept to.
	 *
	 * @param maxWait Time a call waits at most before it is sent, because of a
	 * Retry-After or for a permit. One that would have to wait longer fails at once.
	 * @param permits Number of calls per API key that may be made in a period. Not
	 * limited unless set. Needs Bucket4j.
	 * @param period Period in which the permits are restored, evenly.
	 */
	record RateLimit(@Positive(orZero = true) @DefaultValue("30s") Duration maxWait,
			@Positive @Nullable Integer permits, @Positive @DefaultValue("1s") Duration period) {
	}

	/**
	 * How leads are enrolled.
	 *
	 * @param customFields Place where the custom fields of a lead are written.
	 * @param batchSize Number of leads up to which one call of a stream is filled.
	 * @param maxBatchBytes Size up to which the body of one call of a stream is filled.
	 * @param maxBatchDelay Time for which a call waits to be filled when a stream is
	 * slow.
	 * @param concurrency Number of calls of a stream that are in flight at a time.
	 * @param duplicates What becomes of leads whose address was in the same stream
	 * before.
	 * @param duplicateWindow Number of addresses that are remembered to find duplicates
	 * in a stream.
	 * @param repeat Whether leads are sent again if it is not known what became of a call
	 * with them.
	 */
	record Enrollment(@DefaultValue("top-level") CustomFieldPlacement customFields,
			@Positive @DefaultValue("500") int batchSize, @Positive @DefaultValue("1MB") DataSize maxBatchBytes,
			@Positive @DefaultValue("1s") Duration maxBatchDelay, @Positive @DefaultValue("4") int concurrency,
			@DefaultValue("drop") DuplicateHandling duplicates,
			@Positive(max = 1_000_000) @DefaultValue("100000") int duplicateWindow,
			@DefaultValue("true") boolean repeat) {
	}

}
