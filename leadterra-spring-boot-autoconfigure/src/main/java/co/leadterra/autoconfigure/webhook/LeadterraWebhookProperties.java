package co.leadterra.autoconfigure.webhook;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import co.leadterra.webhook.SignatureEncoding;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
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
	 * Path that deliveries are received at.
	 */
	private String path = "/webhooks/leadterra";

	/**
	 * Size up to which the body of a delivery is read.
	 */
	private DataSize maxBodySize = DataSize.ofKilobytes(256);

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

	/**
	 * Returns the secret that deliveries are signed with.
	 * @return the secret, or {@code null}
	 */
	public @Nullable String getSecret() {
		return this.secret;
	}

	/**
	 * Sets the secret that deliveries are signed with.
	 * @param secret the secret
	 */
	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	/**
	 * Returns the secrets that deliveries may be signed with.
	 * @return the secrets, or {@code null}
	 */
	public @Nullable List<String> getSecrets() {
		return this.secrets;
	}

	/**
	 * Sets the secrets that deliveries may be signed with.
	 * @param secrets the secrets
	 */
	public void setSecrets(@Nullable List<String> secrets) {
		this.secrets = secrets;
	}

	/**
	 * Returns the path that deliveries are received at.
	 * @return the path
	 */
	public String getPath() {
		return this.path;
	}

	/**
	 * Sets the path that deliveries are received at.
	 * @param path the path
	 */
	public void setPath(String path) {
		this.path = path;
	}

	/**
	 * Returns the size up to which a body is read.
	 * @return the size
	 */
	public DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	/**
	 * Sets the size up to which a body is read.
	 * @param maxBodySize the size
	 */
	public void setMaxBodySize(DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
	}

	/**
	 * Returns the encodings that a signature may have.
	 * @return the encodings
	 */
	public Set<SignatureEncoding> getSignatureEncodings() {
		return this.signatureEncodings;
	}

	/**
	 * Sets the encodings that a signature may have.
	 * @param signatureEncodings the encodings
	 */
	public void setSignatureEncodings(Set<SignatureEncoding> signatureEncodings) {
		this.signatureEncodings = signatureEncodings;
	}

	/**
	 * Returns the age up to which an event is accepted.
	 * @return the age
	 */
	public Duration getMaxAge() {
		return this.maxAge;
	}

	/**
	 * Sets the age up to which an event is accepted.
	 * @param maxAge the age
	 */
	public void setMaxAge(Duration maxAge) {
		this.maxAge = maxAge;
	}

	/**
	 * Returns the time by which an event may lie in the future.
	 * @return the time
	 */
	public Duration getMaxClockSkew() {
		return this.maxClockSkew;
	}

	/**
	 * Sets the time by which an event may lie in the future.
	 * @param maxClockSkew the time
	 */
	public void setMaxClockSkew(Duration maxClockSkew) {
		this.maxClockSkew = maxClockSkew;
	}

	/**
	 * Returns the time the handling of a delivery may take.
	 * @return the time
	 */
	public Duration getHandlerTimeout() {
		return this.handlerTimeout;
	}

	/**
	 * Sets the time the handling of a delivery may take.
	 * @param handlerTimeout the time
	 */
	public void setHandlerTimeout(Duration handlerTimeout) {
		this.handlerTimeout = handlerTimeout;
	}

	/**
	 * Returns the name of the cache that remembers deliveries.
	 * @return the name, or {@code null}
	 */
	public @Nullable String getCache() {
		return this.cache;
	}

	/**
	 * Sets the name of the cache that remembers deliveries.
	 * @param cache the name
	 */
	public void setCache(@Nullable String cache) {
		this.cache = cache;
	}

}
