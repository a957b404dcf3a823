package co.leadterra.client.reply;

import java.util.Arrays;
import java.util.List;

import co.leadterra.client.internal.EmailAddress;
import co.leadterra.client.sdr.ProspectCategory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * To whom and how to hand a reply.
 *
 * @param sdrId the identifier of the SDR, who has to be active in the workspace
 * @param to the address to forward to; by default that of the SDR
 * @param cc the addresses that get a copy
 * @param subject the subject of the forwarded email, instead of its own
 * @param note the text to put above the forwarded email
 * @param category the category of the prospect
 * @param forceForward whether to forward a reply that was forwarded before
 * @param skipIcpCheck whether to skip the check that the contact fits the ideal customer
 * profile; the documentation does not state the default
 * @param seniority the seniority of the contact, for that check
 * @param employeeCount the head count of the company as text, for that check
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/replies-assign">Assign a
 * reply</a>
 */
public record ReplyAssignment(String sdrId, @Nullable String to, @Nullable List<String> cc, @Nullable String subject,
		@Nullable String note, @Nullable ProspectCategory category, @Nullable Boolean forceForward,
		@Nullable Boolean skipIcpCheck, @Nullable String seniority, @Nullable String employeeCount) {

	/**
	 * Creates an assignment. {@link #builder(String)} is easier to read.
	 */
	public ReplyAssignment {
		Assert.hasText(sdrId, "sdrId must not be blank");
		if (to != null) {
			EmailAddress.check("to", to);
		}
		if (cc != null) {
			EmailAddress.checkAll("cc", cc);
			cc = List.copyOf(cc);
		}
		Assert.isTrue(!Boolean.FALSE.equals(skipIcpCheck) || StringUtils.hasText(seniority),
				"seniority must not be blank if skipIcpCheck is false");
		Assert.isTrue(!Boolean.FALSE.equals(skipIcpCheck) || StringUtils.hasText(employeeCount),
				"employeeCount must not be blank if skipIcpCheck is false");
	}

	/**
	 * Starts to build an assignment.
	 * @param sdrId the identifier of the SDR, who has to be active in the workspace
	 * @return a builder
	 */
	public static Builder builder(String sdrId) {
		return new Builder(sdrId);
	}

	/**
	 * Builds a {@link ReplyAssignment}.
	 */
	public static final class Builder {

		private final String sdrId;

		private @Nullable String to;

		private @Nullable List<String> cc;

		private @Nullable String subject;

		private @Nullable String note;

		private @Nullable ProspectCategory category;

		private @Nullable Boolean forceForward;

		private @Nullable Boolean skipIcpCheck;

		private @Nullable String seniority;

		private @Nullable String employeeCount;

		private Builder(String sdrId) {
			this.sdrId = sdrId;
		}

		/**
		 * Sets the address to forward to.
		 * @param to the address
		 * @return this builder
		 */
		public Builder to(String to) {
			this.to = to;
			return this;
		}

		/**
		 * Sets the addresses that get a copy.
		 * @param cc the addresses
		 * @return this builder
		 */
		public Builder cc(String... cc) {
			this.cc = Arrays.asList(cc);
			return this;
		}

		/**
		 * Sets the subject of the forwarded email.
		 * @param subject the subject
		 * @return this builder
		 */
		public Builder subject(String subject) {
			this.subject = subject;
			return this;
		}

		/**
		 * Sets the text to put above the forwarded email.
		 * @param note the text
		 * @return this builder
		 */
		public Builder note(String note) {
			this.note = note;
			return this;
		}

		/**
		 * Sets the category of the prospect.
		 * @param category the category
		 * @return this builder
		 */
		public Builder category(ProspectCategory category) {
			this.category = category;
			return this;
		}

		/**
		 * Sets whether to forward a reply that was forwarded before.
		 * @param forceForward {@code true} to forward it again
		 * @return this builder
		 */
		public Builder forceForward(boolean forceForward) {
			this.forceForward = forceForward;
			return this;
		}

		/**
		 * Sets whether to skip the check that the contact fits the ideal customer
		 * profile.
		 * @param skipIcpCheck {@code true} to skip the check
		 * @return this builder
		 */
		public Builder skipIcpCheck(boolean skipIcpCheck) {
			this.skipIcpCheck = skipIcpCheck;
			return this;
		}

		/**
		 * Sets the seniority of the contact. Leadterra needs it unless the check is
		 * skipped.
		 * @param seniority the seniority
		 * @return this builder
		 */
		public Builder seniority(String seniority) {
			this.seniority = seniority;
			return this;
		}

		/**
		 * Sets the head count of the company. Leadterra needs it unless the check is
		 * skipped.
		 * @param employeeCount the head count as text; the documentation does not show
		 * its format
		 * @return this builder
		 */
		public Builder employeeCount(String employeeCount) {
			this.employeeCount = employeeCount;
			return this;
		}

		/**
		 * Builds the assignment.
		 * @return the assignment
		 */
		public ReplyAssignment build() {
			return new ReplyAssignment(this.sdrId, this.to, this.cc, this.subject, this.note, this.category,
					this.forceForward, this.skipIcpCheck, this.seniority, this.employeeCount);
		}

	}

}
