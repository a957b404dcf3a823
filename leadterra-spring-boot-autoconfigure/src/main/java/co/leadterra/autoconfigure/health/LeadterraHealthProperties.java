package co.leadterra.autoconfigure.health;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * Configuration properties of the Leadterra health indicator.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("management.health.leadterra")
public class LeadterraHealthProperties {

	/**
	 * Time a check may take before Leadterra counts as unavailable.
	 */
	private Duration timeout = Duration.ofSeconds(5);

	/**
	 * Time for which a good result is reused.
	 */
	private Duration timeToLive = Duration.ofMinutes(1);

	/**
	 * Time for which any other result is reused.
	 */
	private Duration failureTimeToLive = Duration.ofSeconds(10);

	/**
	 * Status when Leadterra gives no usable answer, which says nothing about the API key.
	 */
	private String unavailableStatus = "DOWN";

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "must be greater than zero");
		this.timeout = timeout;
	}

	public Duration getTimeToLive() {
		return this.timeToLive;
	}

	public void setTimeToLive(Duration timeToLive) {
		Assert.isTrue(!timeToLive.isNegative(), "must not be negative");
		this.timeToLive = timeToLive;
	}

	public Duration getFailureTimeToLive() {
		return this.failureTimeToLive;
	}

	public void setFailureTimeToLive(Duration failureTimeToLive) {
		Assert.isTrue(!failureTimeToLive.isNegative(), "must not be negative");
		this.failureTimeToLive = failureTimeToLive;
	}

	public String getUnavailableStatus() {
		return this.unavailableStatus;
	}

	public void setUnavailableStatus(String unavailableStatus) {
		Assert.hasText(unavailableStatus, "must not be blank");
		this.unavailableStatus = unavailableStatus;
	}

}
