package co.leadterra.test;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver an event.
 *
 * @param due the time after the event at which the attempt was due
 * @param signature the signature sent, or {@code null} if a {@linkplain DeliveryFault
 * fault} left it out
 * @param status the status it was answered with, or {@code null} if there was no answer
 * @param failure why there was no answer, or {@code null} if there was one
 * @since 0.1.0
 */
public record DeliveryAttempt(Duration due, @Nullable String signature, @Nullable Integer status,
		@Nullable String failure) {

	boolean succeeded() {
		return this.status != null && this.status / 100 == 2;
	}

}
