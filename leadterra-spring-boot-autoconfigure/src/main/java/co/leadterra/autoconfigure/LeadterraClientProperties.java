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

	public @Nullable String getApiKey() {
		return this.apiKey;
	}

	public void setApiKey(@Nullable String apiKey) {
		this.apiKey = apiKey;
	}

	public @Nullable Resource getApiKeyLocation() {
		return this.apiKeyLocation;
	}

	public void setApiKeyLocation(@Nullable Resource apiKeyLocation) {
		this.apiKeyLocation = apiKeyLocation;
	}

	public Duration getApiKeyRefreshInterval() {
		return this.apiKeyRefreshInterval;
	}

	public void setApiKeyRefreshInterval(Duration apiKeyRefreshInterval) {
		Assert.isTrue(!apiKeyRefreshInterval.isNegative(), "must not be negative");
		this.apiKeyRefreshInterval = apiKeyRefreshInterval;
	}

	public Duration getApiKeyOverlap() {
		return this.apiKeyOverlap;
	}

	public void setApiKeyOverlap(Duration apiKeyOverlap) {
		Assert.isTrue(!apiKeyOverlap.isNegative(), "must not be negative");
		this.apiKeyOverlap = apiKeyOverlap;
	}

	public Duration getApiKeyTimeout() {
		return this.apiKeyTimeout;
	}

	public void setApiKeyTimeout(Duration apiKeyTimeout) {
		this.apiKeyTimeout = positive(apiKeyTimeout);
	}

	public Set<ApiKeyMode> getAllowedModes() {
		return this.allowedModes;
	}

	public void setAllowedModes(Set<ApiKeyMode> allowedModes) {
		this.allowedModes = allowedModes;
	}

	public URI getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	public List<String> getInsecureHosts() {
		return this.insecureHosts;
	}

	public void setInsecureHosts(List<String> insecureHosts) {
		this.insecureHosts = insecureHosts;
	}

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = positive(connectTimeout);
	}

	public Duration getReadTimeout() {
		return this.readTimeout;
	}

	public void setReadTimeout(Duration readTimeout) {
		this.readTimeout = positive(readTimeout);
	}

	public Duration getDraftReadTimeout() {
		return this.draftReadTimeout;
	}

	public void setDraftReadTimeout(Duration draftReadTimeout) {
		this.draftReadTimeout = positive(draftReadTimeout);
	}

	public Duration getRejectedKeyCoolDown() {
		return this.rejectedKeyCoolDown;
	}

	public void setRejectedKeyCoolDown(Duration rejectedKeyCoolDown) {
		this.rejectedKeyCoolDown = notNegative(rejectedKeyCoolDown);
	}

	public DataSize getMaxResponseSize() {
		return this.maxResponseSize;
	}

	public void setMaxResponseSize(DataSize maxResponseSize) {
		Assert.isTrue(maxResponseSize.toBytes() > 0, "must be greater than zero");
		this.maxResponseSize = maxResponseSize;
	}

	public Ssl getSsl() {
		return this.ssl;
	}

	public Http getHttp() {
		return this.http;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public RateLimit getRateLimit() {
		return this.rateLimit;
	}

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

		public @Nullable String getBundle() {
			return this.bundle;
		}

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
		 * Number of connections at most, for usual calls and for those for drafts each.
		 * Not for the HTTP client of the JDK, which has no limit.
		 */
		private int maxConnections = 500;

		/**
		 * Time a connection stays unused before it is closed. For Reactor Netty.
		 */
		private Duration maxIdleTime = Duration.ofSeconds(30);

		/**
		 * Time a connection is used before it is replaced. For Reactor Netty.
		 */
		private Duration maxLifeTime = Duration.ofMinutes(5);

		public @Nullable String getProxy() {
			return this.proxy;
		}

		public void setProxy(@Nullable String proxy) {
			this.proxy = proxy;
		}

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public void setMaxConnections(int maxConnections) {
			Assert.isTrue(maxConnections > 0, "must be greater than zero");
			this.maxConnections = maxConnections;
		}

		public Duration getMaxIdleTime() {
			return this.maxIdleTime;
		}

		public void setMaxIdleTime(Duration maxIdleTime) {
			this.maxIdleTime = positive(maxIdleTime);
		}

		public Duration getMaxLifeTime() {
			return this.maxLifeTime;
		}

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

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			Assert.isTrue(maxAttempts > 0, "must be greater than zero");
			this.maxAttempts = maxAttempts;
		}

		public Duration getInitialDelay() {
			return this.initialDelay;
		}

		public void setInitialDelay(Duration initialDelay) {
			this.initialDelay = notNegative(initialDelay);
		}

		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(Duration maxDelay) {
			this.maxDelay = notNegative(maxDelay);
		}

		public Duration getMaxRetryAfter() {
			return this.maxRetryAfter;
		}

		public void setMaxRetryAfter(Duration maxRetryAfter) {
			this.maxRetryAfter = notNegative(maxRetryAfter);
		}

		public Duration getMaxDuration() {
			return this.maxDuration;
		}

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

		public Duration getMaxWait() {
			return this.maxWait;
		}

		public void setMaxWait(Duration maxWait) {
			this.maxWait = notNegative(maxWait);
		}

		public @Nullable Integer getPermits() {
			return this.permits;
		}

		public void setPermits(@Nullable Integer permits) {
			Assert.isTrue(permits == null || permits > 0, "must be greater than zero");
			this.permits = permits;
		}

		public Duration getPeriod() {
			return this.period;
		}

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

		public CustomFieldPlacement getCustomFields() {
			return this.customFields;
		}

		public void setCustomFields(CustomFieldPlacement customFields) {
			this.customFields = customFields;
		}

		public int getBatchSize() {
			return this.batchSize;
		}

		public void setBatchSize(int batchSize) {
			Assert.isTrue(batchSize > 0, "must be greater than zero");
			this.batchSize = batchSize;
		}

		public DataSize getMaxBatchBytes() {
			return this.maxBatchBytes;
		}

		public void setMaxBatchBytes(DataSize maxBatchBytes) {
			Assert.isTrue(maxBatchBytes.toBytes() > 0, "must be greater than zero");
			this.maxBatchBytes = maxBatchBytes;
		}

		public Duration getMaxBatchDelay() {
			return this.maxBatchDelay;
		}

		public void setMaxBatchDelay(Duration maxBatchDelay) {
			this.maxBatchDelay = positive(maxBatchDelay);
		}

		public int getConcurrency() {
			return this.concurrency;
		}

		public void setConcurrency(int concurrency) {
			Assert.isTrue(concurrency > 0, "must be greater than zero");
			this.concurrency = concurrency;
		}

		public DuplicateHandling getDuplicates() {
			return this.duplicates;
		}

		public void setDuplicates(DuplicateHandling duplicates) {
			this.duplicates = duplicates;
		}

		public int getDuplicateWindow() {
			return this.duplicateWindow;
		}

		public void setDuplicateWindow(int duplicateWindow) {
			Assert.isTrue(duplicateWindow > 0 && duplicateWindow <= 1_000_000, "must be from 1 to 1,000,000");
			this.duplicateWindow = duplicateWindow;
		}

		public boolean isRepeat() {
			return this.repeat;
		}

		public void setRepeat(boolean repeat) {
			this.repeat = repeat;
		}

	}

}
