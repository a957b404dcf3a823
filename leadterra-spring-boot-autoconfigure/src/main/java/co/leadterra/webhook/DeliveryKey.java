package co.leadterra.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What deliveries of the same event have in common: the type of the event, and the
 * identifier that is documented for it. Where there is none, the whole body has to be the
 * same, as it is when Leadterra tries again.
 */
final class DeliveryKey {

	private DeliveryKey() {
	}

	static String of(WebhookEvent event) {
		String id = id(event);
		return hash(event.type() + "\n" + ((id != null) ? id : event.json()));
	}

	private static @Nullable String id(WebhookEvent event) {
		if (event instanceof ReplyReceived received) {
			return ifAny(received.reply().id(), "");
		}
		if (event instanceof MessageSent sent) {
			return ifAny(sent.messageId(), "");
		}
		if (event instanceof MessageBounced bounced) {
			// a soft bounce may be followed by a hard one
			return ifAny(bounced.messageId(), bounced.bounceType());
		}
		if (event instanceof CampaignStarted started) {
			return ifAny(started.campaignId(), started.timestamp());
		}
		return null;
	}

	private static @Nullable String ifAny(@Nullable String id, @Nullable Object kind) {
		return StringUtils.hasText(id) ? kind + "\n" + id : null;
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
