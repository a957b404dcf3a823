package co.leadterra.client.sdr;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Changes to a draft that is sent.
 *
 * @param finalBodyHtml the body as HTML, in place of that of the draft
 * @param finalBodyText the body as plain text, in place of that of the draft
 * @param additionalCc the addresses that get a copy besides
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-send">Send a draft</a>
 */
public record DraftEdits(@Nullable String finalBodyHtml, @Nullable String finalBodyText,
		@Nullable List<String> additionalCc) {

	/**
	 * Creates changes.
	 */
	public DraftEdits {
		if (additionalCc != null) {
			Assert.noNullElements(additionalCc, "additionalCc must not contain null");
			additionalCc = List.copyOf(additionalCc);
		}
	}

}
