package co.leadterra.health;

import java.time.Duration;

import org.springframework.boot.health.contributor.Status;

/**
 * How the health of Leadterra is found out.
 *
 * @param timeout how long a check may take
 * @param timeToLive how long a good result is reused
 * @param failureTimeToLive how long any other result is reused
 * @param unavailableStatus the status when Leadterra gives no usable answer, which says
 * nothing about the API key
 * @since 0.1.0
 */
public record LeadterraHealthSettings(Duration timeout, Duration timeToLive, Duration failureTimeToLive,
		Status unavailableStatus) {

}
