package co.leadterra.client.sdr;

import java.util.Arrays;
import java.util.List;

import co.leadterra.client.internal.EmailAddress;
import org.jspecify.annotations.Nullable;

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
			EmailAddress.checkAll("additionalCc", additionalCc);
			additionalCc = List.copyOf(additionalCc);
		}
	}

	/**
	 * Creates changes with another body.
	 * @param bodyHtml the body as HTML, in place of that of the draft
	 * @return the changes
	 */
	public static DraftEdits html(String bodyHtml) {
		return new DraftEdits(bodyHtml, null, null);
	}

	/**
	 * Creates changes with another body.
	 * @param bodyText the body as plain text, in place of that of the draft
	 * @return the changes
	 */
	public static DraftEdits text(String bodyText) {
		return new DraftEdits(null, bodyText, null);
	}

	/**
	 * Creates changes with further recipients.
	 * @param additionalCc the addresses that get a copy besides
	 * @return the changes
	 */
	public static DraftEdits cc(String... additionalCc) {
		return new DraftEdits(null, null, Arrays.asList(additionalCc));
	}

}
