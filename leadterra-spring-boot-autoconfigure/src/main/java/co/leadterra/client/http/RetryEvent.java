package co.leadterra.client.http;

import java.time.Duration;

import org.springframework.http.HttpMethod;

/**
 * An attempt failed, and the call will be repeated.
 *
 * @param method the HTTP method of the call
 * @param uriTemplate the path of the call with its variables unfilled
 * @param reason why the call is repeated: the HTTP status, {@code not_connected},
 * {@code unanswered} or {@code broken_off}
 * @param attempt the number of the attempt that failed, from 1
 * @param delay the time until the next attempt
 * @since 0.1.0
 */
public record RetryEvent(HttpMethod method, String uriTemplate, String reason, int attempt, Duration delay) {

}
