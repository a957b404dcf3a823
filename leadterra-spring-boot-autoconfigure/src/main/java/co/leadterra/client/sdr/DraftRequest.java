package co.leadterra.client.sdr;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Drafts to have written.
 *
 * @param threadId the identifier of the prospect thread to answer
 * @param instructions what to write and in what tone
 * @param variantCount the number of drafts, 1 to 3; Leadterra writes one by default
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-drafts-generate">Generate
 * drafts</a>
 */
public record DraftRequest(String threadId, @Nullable String instructions, @Nullable Integer variantCount) {

	/**
	 * Creates a request.
	 */
	public DraftRequest {
		Assert.hasText(threadId, "threadId must not be blank");
		Assert.isTrue(variantCount == null || (variantCount >= 1 && variantCount <= 3),
				"variantCount must be from 1 to 3");
	}

	/**
	 * Creates a request for one draft without instructions.
	 * @param threadId the identifier of the prospect thread to answer
	 * @return the request
	 */
	public static DraftRequest of(String threadId) {
		return new DraftRequest(threadId, null, null);
	}

	/**
	 * Creates a request for one draft.
	 * @param threadId the identifier of the prospect thread to answer
	 * @param instructions what to write and in what tone
	 * @return the request
	 */
	public static DraftRequest of(String threadId, String instructions) {
		return new DraftRequest(threadId, instructions, null);
	}

}
