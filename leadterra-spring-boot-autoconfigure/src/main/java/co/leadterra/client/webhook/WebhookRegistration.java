package co.leadterra.client.webhook;

import java.net.URI;
import java.util.List;

import org.springframework.util.Assert;

/**
 * A webhook to register.
 *
 * @param url where events are delivered, an {@code https} URL that can be reached from
 * the internet
 * @param events the events to deliver, at least one
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/webhooks">Webhooks</a>
 */
public record WebhookRegistration(URI url, List<WebhookEventType> events) {

	/**
	 * Creates a registration.
	 */
	public WebhookRegistration {
		Assert.notNull(url, "url must not be null");
		Assert.isTrue("https".equalsIgnoreCase(url.getScheme()) && url.getRawAuthority() != null,
				() -> "url must be an https URL, but is '" + url + "'");
		Assert.notEmpty(events, "events must not be empty");
		Assert.noNullElements(events, "events must not contain null");
		events = List.copyOf(events);
	}

	/**
	 * Creates a registration.
	 * @param url where events are delivered, an {@code https} URL that can be reached
	 * from the internet
	 * @param events the events to deliver, at least one
	 * @return the registration
	 */
	public static WebhookRegistration of(String url, WebhookEventType... events) {
		return new WebhookRegistration(URI.create(url), List.of(events));
	}

}
