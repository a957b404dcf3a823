package co.leadterra.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.client.internal.key.BaseUrl;
import co.leadterra.client.lead.CustomFieldPlacement;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of one Leadterra client: those under {@code leadterra}, and
 * over them those under {@code leadterra.clients} and its name.
 *
 * @since 0.1.0
 */
public class LeadterraClientProperties {

	/**
	 * API key, as the Leadterra dashboard showed it when it was created. Better given by
	 * the environment variable LEADTERRA_API_KEY than written down here.
	 */
	private @Nullable String apiKey;

	/**
	 * Location of a file that holds the API key and nothing else, such as a mounted
	 * secret. Not to be combined with the key itself.
	 */
	private @Nullable Resource apiKeyLocation;

	/**
	 * Time after which the file with the API key is read again.
	 */
	private Duration apiKeyRefreshInterval = Duration.ofSeconds(10);

	/**
	 * Time after a change of the API key for which the previous one is tried if the new
	 * one is refused.
	 */
	private Duration apiKeyOverlap = Duration.ofMinutes(1);

	/**
	 * Time that an ApiKeyProvider of the application may take to give the API key.
	 */
	private Duration apiKeyTimeout = Duration.ofSeconds(5);

	/**
	 * Modes that the API key may have. All are allowed if none is named.
	 */
	private Set<ApiKeyMode> allowedModes = EnumSet.noneOf(ApiKeyMode.class);

	/**
	 * Base URL of Leadterra, without the /v1. The API key is sent to this origin only.
	 */
	private URI baseUrl = BaseUrl.LEADTERRA;

	/**
	 * Hosts other than this machine to which the API key may travel over plain http.
	 */
	private List<String> insecureHosts = new ArrayList<>();

	/**
	 * Time a connection may take to be made.
	 */
	private Duration connectTimeout = Duration.ofSeconds(5);

	/**
	 * Time an answer may let wait for its next bytes.
	 */
	private Duration readTimeout = Duration.ofSeconds(30);

	/**
	 * Time the answer to a request for drafts may let wait for its next bytes, since they
	 * are written meanwhile.
	 */
	private Duration draftReadTimeout = Duration.ofMinutes(2);

	/**
	 * Size of an answer up to which it is held in memory. A longer one makes its call
	 * fail.
	 */
	private DataSize maxResponseSize = DataSize.ofMegabytes(16);

	/**
	 * Time for which calls fail without being sent after Leadterra rejected their API
	 * key, or until another key is used. Zero sends every call.
	 */
	private Duration rejectedKeyCoolDown = Duration.ofSeconds(10);

	private final Ssl ssl = new Ssl();

	private final Http http = new Http();

	private final Retry retry = new Retry();

	private final RateLimit rateLimit = new RateLimit();

	private final Enrollment enrollment = new Enrollment();

	/**
	 * Returns the API key as it was configured.
	 * @return the key, or {@code null}
	 */
	public @Nullable String getApiKey() {
		return this.apiKey;
	}

	/**
	 * Sets the API key.
	 * @param apiKey the key
	 */
	public void setApiKey(@Nullable String apiKey) {
		this.apiKey = apiKey;
	}

	/**
	 * Returns the location of a file that holds the API key.
	 * @return the location, or {@code null}
	 */
	public @Nullable Resource getApiKeyLocation() {
		return this.apiKeyLocation;
	}

	/**
	 * Sets the location of a file that holds the API key.
	 * @param apiKeyLocation the location
	 */
	public void setApiKeyLocation(@Nullable Resource apiKeyLocation) {
		this.apiKeyLocation = apiKeyLocation;
	}

	/**
	 * Returns the time after which the file with the API key is read again.
	 * @return the time
	 */
	public Duration getApiKeyRefreshInterval() {
		return this.apiKeyRefreshInterval;
	}

	/**
	 * Sets the time after which the file with the API key is read again.
	 * @param apiKeyRefreshInterval the time
	 */
	public void setApiKeyRefreshInterval(Duration apiKeyRefreshInterval) {
		Assert.isTrue(!apiKeyRefreshInterval.isNegative(), "must not be negative");
		this.apiKeyRefreshInterval = apiKeyRefreshInterval;
	}

	/**
	 * Returns the time for which a previous API key is tried.
	 * @return the time
	 */
	public Duration getApiKeyOverlap() {
		return this.apiKeyOverlap;
	}

	/**
	 * Sets the time for which a previous API key is tried.
	 * @param apiKeyOverlap the time
	 */
	public void setApiKeyOverlap(Duration apiKeyOverlap) {
		Assert.isTrue(!apiKeyOverlap.isNegative(), "must not be negative");
		this.apiKeyOverlap = apiKeyOverlap;
	}

	/**
	 * Returns the time a provider of the application may take.
	 * @return the time
	 */
	public Duration getApiKeyTimeout() {
		return this.apiKeyTimeout;
	}

	/**
	 * Sets the time a provider of the application may take.
	 * @param apiKeyTimeout the time, greater than zero
	 */
	public void setApiKeyTimeout(Duration apiKeyTimeout) {
		this.apiKeyTimeout = positive(apiKeyTimeout);
	}

	/**
	 * Returns the modes that the API key may have.
	 * @return the modes; none means all
	 */
	public Set<ApiKeyMode> getAllowedModes() {
		return this.allowedModes;
	}

	/**
	 * Sets the modes that the API key may have.
	 * @param allowedModes the modes; none means all
	 */
	public void setAllowedModes(Set<ApiKeyMode> allowedModes) {
		this.allowedModes = allowedModes;
	}

	/**
	 * Returns the base URL.
	 * @return the address without the {@code /v1}
	 */
	public URI getBaseUrl() {
		return this.baseUrl;
	}

	/**
	 * Sets the base URL.
	 * @param baseUrl the address without the {@code /v1}
	 */
	public void setBaseUrl(URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	/**
	 * Returns the hosts that may be reached over plain {@code http}.
	 * @return the host names
	 */
	public List<String> getInsecureHosts() {
		return this.insecureHosts;
	}

	/**
	 * Sets the hosts that may be reached over plain {@code http}.
	 * @param insecureHosts the host names
	 */
	public void setInsecureHosts(List<String> insecureHosts) {
		this.insecureHosts = insecureHosts;
	}

	/**
	 * Returns the time a connection may take to be made.
	 * @return the time
	 */
	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	/**
	 * Sets the time a connection may take to be made.
	 * @param connectTimeout the time, greater than zero
	 */
	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = positive(connectTimeout);
	}

	/**
	 * Returns the time an answer may let wait for its next bytes.
	 * @return the time
	 */
	public Duration getReadTimeout() {
		return this.readTimeout;
	}

	/**
	 * Sets the time an answer may let wait for its next bytes.
	 * @param readTimeout the time, greater than zero
	 */
	public void setReadTimeout(Duration readTimeout) {
		this.readTimeout = positive(readTimeout);
	}

	/**
	 * Returns the time for which generated drafts may let wait.
	 * @return the time
	 */
	public Duration getDraftReadTimeout() {
		return this.draftReadTimeout;
	}

	/**
	 * Sets the time for which generated drafts may let wait.
	 * @param draftReadTimeout the time, greater than zero
	 */
	public void setDraftReadTimeout(Duration draftReadTimeout) {
		this.draftReadTimeout = positive(draftReadTimeout);
	}

	/**
	 * Returns how long calls with a rejected key fail.
	 * @return the time, zero for not at all
	 */
	public Duration getRejectedKeyCoolDown() {
		return this.rejectedKeyCoolDown;
	}

	/**
	 * Sets how long calls with a rejected key fail.
	 * @param rejectedKeyCoolDown the time, zero for not at all
	 */
	public void setRejectedKeyCoolDown(Duration rejectedKeyCoolDown) {
		this.rejectedKeyCoolDown = notNegative(rejectedKeyCoolDown);
	}

	/**
	 * Returns how much of an answer is held in memory.
	 * @return the size
	 */
	public DataSize getMaxResponseSize() {
		return this.maxResponseSize;
	}

	/**
	 * Sets how much of an answer is held in memory.
	 * @param maxResponseSize the size, greater than zero
	 */
	public void setMaxResponseSize(DataSize maxResponseSize) {
		Assert.isTrue(maxResponseSize.toBytes() > 0, "must be greater than zero");
		this.maxResponseSize = maxResponseSize;
	}

	/**
	 * Returns the TLS settings.
	 * @return the settings
	 */
	public Ssl getSsl() {
		return this.ssl;
	}

	/**
	 * Returns how Leadterra is reached.
	 * @return the settings
	 */
	public Http getHttp() {
		return this.http;
	}

	/**
	 * Returns how calls are repeated.
	 * @return the settings
	 */
	public Retry getRetry() {
		return this.retry;
	}

	/**
	 * Returns how rate limits are kept to.
	 * @return the settings
	 */
	public RateLimit getRateLimit() {
		return this.rateLimit;
	}

	/**
	 * Returns how leads are enrolled.
	 * @return the settings
	 */
	public Enrollment getEnrollment() {
		return this.enrollment;
	}

	private static Duration notNegative(Duration duration) {
		Assert.isTrue(!duration.isNegative(), "must not be negative");
		return duration;
	}

	private static Duration positive(Duration duration) {
		Assert.isTrue(!duration.isNegative() && !duration.isZero(), "must be greater than zero");
		return duration;
	}

	/**
	 * TLS settings.
	 *
	 * @since 0.1.0
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle to connect with.
		 */
		private @Nullable String bundle;

		/**
		 * Returns the name of the SSL bundle.
		 * @return the name, or {@code null}
		 */
		public @Nullable String getBundle() {
			return this.bundle;
		}

		/**
		 * Sets the name of the SSL bundle.
		 * @param bundle the name
		 */
		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

	}

	/**
	 * How Leadterra is reached.
	 *
	 * @since 0.1.0
	 */
	public static class Http {

		/**
		 * Proxy to reach Leadterra by, such as http://proxy.example:3128, with user name
		 * and password before the host if it wants them. Without one, the proxy of the
		 * system is used.
		 */
		private @Nullable String proxy;

		/**
		 * Time a connection stays unused before it is closed. For Reactor Netty.
		 */
		private Duration maxIdleTime = Duration.ofSeconds(30);

		/**
		 * Time a connection is used before it is replaced. For Reactor Netty.
		 */
		private Duration maxLifeTime = Duration.ofMinutes(5);

		/**
		 * Returns the proxy.
		 * @return its address, or {@code null}
		 */
		public @Nullable String getProxy() {
			return this.proxy;
		}

		/**
		 * Sets the proxy.
		 * @param proxy its address, or {@code null}
		 */
		public void setProxy(@Nullable String proxy) {
			this.proxy = proxy;
		}

		/**
		 * Returns how long a connection stays unused before it is closed.
		 * @return the time
		 */
		public Duration getMaxIdleTime() {
			return this.maxIdleTime;
		}

		/**
		 * Sets how long a connection stays unused before it is closed.
		 * @param maxIdleTime the time, greater than zero
		 */
		public void setMaxIdleTime(Duration maxIdleTime) {
			this.maxIdleTime = positive(maxIdleTime);
		}

		/**
		 * Returns how long a connection is used.
		 * @return the time
		 */
		public Duration getMaxLifeTime() {
			return this.maxLifeTime;
		}

		/**
		 * Sets how long a connection is used.
		 * @param maxLifeTime the time, greater than zero
		 */
		public void setMaxLifeTime(Duration maxLifeTime) {
			this.maxLifeTime = positive(maxLifeTime);
		}

	}

	/**
	 * How calls are repeated.
	 *
	 * @since 0.1.0
	 */
	public static class Retry {

		/**
		 * Whether to repeat calls that failed for the moment, where that does no harm.
		 */
		private boolean enabled = true;

		/**
		 * Number of attempts for a call at most, the first included.
		 */
		private int maxAttempts = 3;

		/**
		 * Delay before the second attempt. It doubles with every further one, and up to
		 * half of it is cut off at random.
		 */
		private Duration initialDelay = Duration.ofMillis(500);

		/**
		 * Longest delay that doubling leads to.
		 */
		private Duration maxDelay = Duration.ofSeconds(8);

		/**
		 * Longest time to wait for because Leadterra asks for it by Retry-After. A longer
		 * one ends the call.
		 */
		private Duration maxRetryAfter = Duration.ofSeconds(30);

		/**
		 * Time after the start of a call in which its last attempt has to begin.
		 */
		private Duration maxDuration = Duration.ofMinutes(1);

		/**
		 * Returns whether to repeat calls that failed for the moment.
		 * @return whether to repeat them
		 */
		public boolean isEnabled() {
			return this.enabled;
		}

		/**
		 * Sets whether to repeat calls that failed for the moment.
		 * @param enabled whether to repeat them
		 */
		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		/**
		 * Returns how often a call is made at most.
		 * @return the number, the first attempt included
		 */
		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		/**
		 * Sets how often a call is made at most.
		 * @param maxAttempts the number, the first attempt included
		 */
		public void setMaxAttempts(int maxAttempts) {
			Assert.isTrue(maxAttempts > 0, "must be greater than zero");
			this.maxAttempts = maxAttempts;
		}

		/**
		 * Returns the delay before the second attempt.
		 * @return the delay
		 */
		public Duration getInitialDelay() {
			return this.initialDelay;
		}

		/**
		 * Sets the delay before the second attempt.
		 * @param initialDelay the delay, zero or longer
		 */
		public void setInitialDelay(Duration initialDelay) {
			this.initialDelay = notNegative(initialDelay);
		}

		/**
		 * Returns the longest delay.
		 * @return the delay
		 */
		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		/**
		 * Sets the longest delay.
		 * @param maxDelay the delay, zero or longer
		 */
		public void setMaxDelay(Duration maxDelay) {
			this.maxDelay = notNegative(maxDelay);
		}

		/**
		 * Returns the longest Retry-After that is waited for.
		 * @return the time
		 */
		public Duration getMaxRetryAfter() {
			return this.maxRetryAfter;
		}

		/**
		 * Sets the longest Retry-After that is waited for.
		 * @param maxRetryAfter the time, zero or longer
		 */
		public void setMaxRetryAfter(Duration maxRetryAfter) {
			this.maxRetryAfter = notNegative(maxRetryAfter);
		}

		/**
		 * Returns how long after its start the last attempt of a call may begin.
		 * @return the time
		 */
		public Duration getMaxDuration() {
			return this.maxDuration;
		}

		/**
		 * Sets how long after its start the last attempt of a call may begin.
		 * @param maxDuration the time, zero or longer
		 */
		public void setMaxDuration(Duration maxDuration) {
			this.maxDuration = notNegative(maxDuration);
		}

	}

	/**
	 * How rate limits are kept to.
	 *
	 * @since 0.1.0
	 */
	public static class RateLimit {

		/**
		 * Time a call waits at most before it is sent, because of a Retry-After or for a
		 * permit. One that would have to wait longer fails at once.
		 */
		private Duration maxWait = Duration.ofSeconds(30);

		/**
		 * Number of calls per API key that may be made in a period. Not limited unless
		 * set. Needs Bucket4j.
		 */
		private @Nullable Integer permits;

		/**
		 * Period in which the permits are restored, evenly.
		 */
		private Duration period = Duration.ofSeconds(1);

		/**
		 * Returns how long a call waits at most before it is sent.
		 * @return the time
		 */
		public Duration getMaxWait() {
			return this.maxWait;
		}

		/**
		 * Sets how long a call waits at most before it is sent.
		 * @param maxWait the time, zero or longer
		 */
		public void setMaxWait(Duration maxWait) {
			this.maxWait = notNegative(maxWait);
		}

		/**
		 * Returns how many calls to make in a period.
		 * @return the number, or {@code null} for no limit
		 */
		public @Nullable Integer getPermits() {
			return this.permits;
		}

		/**
		 * Sets how many calls to make in a period.
		 * @param permits the number, or {@code null} for no limit
		 */
		public void setPermits(@Nullable Integer permits) {
			Assert.isTrue(permits == null || permits > 0, "must be greater than zero");
			this.permits = permits;
		}

		/**
		 * Returns the period for the permits.
		 * @return the time
		 */
		public Duration getPeriod() {
			return this.period;
		}

		/**
		 * Sets the period for the permits.
		 * @param period the time, greater than zero
		 */
		public void setPeriod(Duration period) {
			this.period = positive(period);
		}

	}

	/**
	 * How leads are enrolled.
	 *
	 * @since 0.1.0
	 */
	public static class Enrollment {

		/**
		 * Place where the custom fields of a lead are written.
		 */
		private CustomFieldPlacement customFields = CustomFieldPlacement.TOP_LEVEL;

		/**
		 * Number of leads up to which one call of a stream is filled.
		 */
		private int batchSize = 500;

		/**
		 * Size up to which the body of one call of a stream is filled.
		 */
		private DataSize maxBatchBytes = DataSize.ofMegabytes(1);

		/**
		 * Time for which a call waits to be filled when a stream is slow.
		 */
		private Duration maxBatchDelay = Duration.ofSeconds(1);

		/**
		 * Number of calls of a stream that are in flight at a time.
		 */
		private int concurrency = 4;

		/**
		 * What becomes of leads whose address was in the same stream before.
		 */
		private DuplicateHandling duplicates = DuplicateHandling.DROP;

		/**
		 * Number of addresses that are remembered to find duplicates in a stream.
		 */
		private int duplicateWindow = 100_000;

		/**
		 * Whether leads are sent again if it is not known what became of a call with
		 * them.
		 */
		private boolean repeat = true;

		/**
		 * Returns where custom fields are written.
		 * @return the place
		 */
		public CustomFieldPlacement getCustomFields() {
			return this.customFields;
		}

		/**
		 * Sets where custom fields are written.
		 * @param customFields the place
		 */
		public void setCustomFields(CustomFieldPlacement customFields) {
			this.customFields = customFields;
		}

		/**
		 * Returns up to how many leads one call is filled.
		 * @return the number of leads
		 */
		public int getBatchSize() {
			return this.batchSize;
		}

		/**
		 * Sets up to how many leads one call is filled.
		 * @param batchSize the number of leads, 1 or more
		 */
		public void setBatchSize(int batchSize) {
			Assert.isTrue(batchSize > 0, "must be greater than zero");
			this.batchSize = batchSize;
		}

		/**
		 * Returns up to which size the body of a call is filled.
		 * @return the size
		 */
		public DataSize getMaxBatchBytes() {
			return this.maxBatchBytes;
		}

		/**
		 * Sets up to which size the body of a call is filled.
		 * @param maxBatchBytes the size, greater than zero
		 */
		public void setMaxBatchBytes(DataSize maxBatchBytes) {
			Assert.isTrue(maxBatchBytes.toBytes() > 0, "must be greater than zero");
			this.maxBatchBytes = maxBatchBytes;
		}

		/**
		 * Returns how long a call waits to be filled.
		 * @return the time
		 */
		public Duration getMaxBatchDelay() {
			return this.maxBatchDelay;
		}

		/**
		 * Sets how long a call waits to be filled.
		 * @param maxBatchDelay the time, greater than zero
		 */
		public void setMaxBatchDelay(Duration maxBatchDelay) {
			this.maxBatchDelay = positive(maxBatchDelay);
		}

		/**
		 * Returns how many calls are in flight at a time.
		 * @return the number of calls
		 */
		public int getConcurrency() {
			return this.concurrency;
		}

		/**
		 * Sets how many calls are in flight at a time.
		 * @param concurrency the number of calls, 1 or more
		 */
		public void setConcurrency(int concurrency) {
			Assert.isTrue(concurrency > 0, "must be greater than zero");
			this.concurrency = concurrency;
		}

		/**
		 * Returns what becomes of duplicates.
		 * @return what becomes of them
		 */
		public DuplicateHandling getDuplicates() {
			return this.duplicates;
		}

		/**
		 * Sets what becomes of duplicates.
		 * @param duplicates what becomes of them
		 */
		public void setDuplicates(DuplicateHandling duplicates) {
			this.duplicates = duplicates;
		}

		/**
		 * Returns how many addresses are remembered.
		 * @return the number of addresses
		 */
		public int getDuplicateWindow() {
			return this.duplicateWindow;
		}

		/**
		 * Sets how many addresses are remembered.
		 * @param duplicateWindow the number of addresses, 1 to 1,000,000
		 */
		public void setDuplicateWindow(int duplicateWindow) {
			Assert.isTrue(duplicateWindow > 0 && duplicateWindow <= 1_000_000, "must be from 1 to 1,000,000");
			this.duplicateWindow = duplicateWindow;
		}

		/**
		 * Returns whether leads are sent again.
		 * @return whether they are
		 */
		public boolean isRepeat() {
			return this.repeat;
		}

		/**
		 * Sets whether leads are sent again.
		 * @param repeat whether they are
		 */
		public void setRepeat(boolean repeat) {
			this.repeat = repeat;
		}

	}

}
