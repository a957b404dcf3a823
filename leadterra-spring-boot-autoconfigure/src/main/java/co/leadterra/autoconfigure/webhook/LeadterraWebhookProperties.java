package co.leadterra.autoconfigure.webhook;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import co.leadterra.webhook.SignatureEncoding;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of receiving webhook deliveries.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("leadterra.webhook")
public class LeadterraWebhookProperties {

	/**
	 * Secret that deliveries are signed with. Better given by the environment variable
	 * LEADTERRA_WEBHOOK_SECRET than written down here.
	 */
	private @Nullable String secret;

	/**
	 * Secrets that deliveries may be signed with, while one is replaced by another. Not
	 * to be combined with the single secret.
	 */
	private @Nullable List<String> secrets;

	/**
	 * Location of a file with the secret that deliveries are signed with, instead of the
	 * secret itself.
	 */
	private @Nullable Resource secretLocation;

	/**
	 * Time for which a secret is still accepted once another has taken its place, be it
	 * in the file or in the environment.
	 */
	private Duration secretOverlap = Duration.ofHours(12);

	/**
	 * Whether there is an endpoint that receives deliveries. An application that calls
	 * the WebhookReceiver itself needs none.
	 */
	private boolean endpointEnabled = true;

	/**
	 * Path that deliveries are received at.
	 */
	private String path = "/webhooks/leadterra";

	/**
	 * Size up to which the body of a delivery is read.
	 */
	private DataSize maxBodySize = DataSize.ofKilobytes(256);

	/**
	 * Time within which the body of a delivery has to arrive.
	 */
	private Duration bodyTimeout = Duration.ofSeconds(10);

	/**
	 * Encodings that a signature may have.
	 */
	private Set<SignatureEncoding> signatureEncodings = EnumSet.allOf(SignatureEncoding.class);

	/**
	 * Age up to which an event is accepted. Below 10.6 hours the last retries of
	 * Leadterra are rejected.
	 */
	private Duration maxAge = Duration.ofHours(12);

	/**
	 * Time by which an event may lie in the future.
	 */
	private Duration maxClockSkew = Duration.ofMinutes(5);

	/**
	 * Time the handling of a delivery may take. Leadterra waits for ten seconds.
	 */
	private Duration handlerTimeout = Duration.ofSeconds(8);

	/**
	 * Name of the cache, of the application's cache manager, that remembers deliveries
	 * for all instances of the application. Without it, each instance remembers its own.
	 */
	private @Nullable String cache;

	public @Nullable String getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	public @Nullable List<String> getSecrets() {
		return this.secrets;
	}

	public void setSecrets(@Nullable List<String> secrets) {
		this.secrets = secrets;
	}

	public @Nullable Resource getSecretLocation() {
		return this.secretLocation;
	}

	public void setSecretLocation(@Nullable Resource secretLocation) {
		this.secretLocation = secretLocation;
	}

	public Duration getSecretOverlap() {
		return this.secretOverlap;
	}

	public void setSecretOverlap(Duration secretOverlap) {
		this.secretOverlap = secretOverlap;
	}

	public boolean isEndpointEnabled() {
		return this.endpointEnabled;
	}

	public void setEndpointEnabled(boolean endpointEnabled) {
		this.endpointEnabled = endpointEnabled;
	}

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
	}

	public DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	public void setMaxBodySize(DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
	}

	public Duration getBodyTimeout() {
		return this.bodyTimeout;
	}

	public void setBodyTimeout(Duration bodyTimeout) {
		this.bodyTimeout = bodyTimeout;
	}

	public Set<SignatureEncoding> getSignatureEncodings() {
		return this.signatureEncodings;
	}

	public void setSignatureEncodings(Set<SignatureEncoding> signatureEncodings) {
		this.signatureEncodings = signatureEncodings;
	}

	public Duration getMaxAge() {
		return this.maxAge;
	}

	public void setMaxAge(Duration maxAge) {
		this.maxAge = maxAge;
	}

	public Duration getMaxClockSkew() {
		return this.maxClockSkew;
	}

	public void setMaxClockSkew(Duration maxClockSkew) {
		this.maxClockSkew = maxClockSkew;
	}

	public Duration getHandlerTimeout() {
		return this.handlerTimeout;
	}

	public void setHandlerTimeout(Duration handlerTimeout) {
		this.handlerTimeout = handlerTimeout;
	}

	public @Nullable String getCache() {
		return this.cache;
	}

	public void setCache(@Nullable String cache) {
		this.cache = cache;
	}

}
