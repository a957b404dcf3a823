package co.leadterra.client.sdr;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An answer to a prospect that was written but not sent.
 *
 * @param id the identifier, with which it can be sent
 * @param bodyText the body as plain text
 * @param bodyHtml the body as HTML
 * @param subject the subject line
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-generate">Generate
 * drafts</a>
 */
public record Draft(String id, @Nullable String bodyText, @Nullable String bodyHtml, @Nullable String subject) {

	/**
	 * Creates a draft.
	 */
	public Draft {
		Objects.requireNonNull(id, "id is missing");
	}

}
