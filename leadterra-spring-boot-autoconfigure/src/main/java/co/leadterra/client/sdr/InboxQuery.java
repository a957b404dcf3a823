package co.leadterra.client.sdr;

import java.util.List;

import co.leadterra.client.internal.call.QueryParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Which prospect threads of an inbox to read.
 *
 * @param statuses the states of the threads; threads of any state if empty
 * @param category the category of the threads
 * @param search a text to look for in the email address and name of the prospect and in
 * the subject
 * @param snoozed {@code true} for snoozed threads only, {@code false} for active ones
 * only
 * @param limit the number of threads to read with one call, 1 to 100; 50 by default
 * @param offset the number of threads to leave out at the beginning, not negative
 * @param orderBy what the threads are sorted by; the priority by default
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-inbox">SDR inbox</a>
 */
public record InboxQuery(List<ThreadStatus> statuses, @Nullable ProspectCategory category, @Nullable String search,
		@Nullable Boolean snoozed, @Nullable Integer limit, @Nullable Integer offset,
		@Nullable InboxOrder orderBy) implements QueryParameters {

	private static final int DEFAULT_LIMIT = 50;

	/**
	 * Creates a query. {@link #builder()} is easier to read.
	 */
	public InboxQuery {
		Assert.notNull(statuses, "statuses must not be null");
		Assert.noNullElements(statuses, "statuses must not contain null");
		Assert.isTrue(limit == null || (limit >= 1 && limit <= 100), "limit must be from 1 to 100");
		Assert.isTrue(offset == null || offset >= 0, "offset must not be negative");
		statuses = List.copyOf(statuses);
	}

	/**
	 * Starts to build a query. Without any setting it reads the whole inbox.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	InboxQuery from(int position) {
		return (position == 0) ? this : new InboxQuery(this.statuses, this.category, this.search, this.snoozed,
				this.limit, start() + position, this.orderBy);
	}

	int start() {
		return (this.offset != null) ? this.offset : 0;
	}

	int pageSize() {
		return (this.limit != null) ? this.limit : DEFAULT_LIMIT;
	}

	@Override
	public MultiValueMap<String, String> toQueryParameters() {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		this.statuses.forEach((status) -> parameters.add("status", status.value()));
		add(parameters, "category", this.category);
		add(parameters, "search", this.search);
		add(parameters, "snoozed", this.snoozed);
		add(parameters, "limit", this.limit);
		add(parameters, "offset", this.offset);
		add(parameters, "orderBy", this.orderBy);
		return parameters;
	}

	private static void add(MultiValueMap<String, String> parameters, String name, @Nullable Object value) {
		if (value != null) {
			parameters.add(name, value.toString());
		}
	}

	/**
	 * Builds an {@link InboxQuery}.
	 */
	public static final class Builder {

		private List<ThreadStatus> statuses = List.of();

		private @Nullable ProspectCategory category;

		private @Nullable String search;

		private @Nullable Boolean snoozed;

		private @Nullable Integer limit;

		private @Nullable Integer offset;

		private @Nullable InboxOrder orderBy;

		private Builder() {
		}

		/**
		 * Sets the states of the threads.
		 * @param statuses the states
		 * @return this builder
		 */
		public Builder statuses(ThreadStatus... statuses) {
			this.statuses = List.of(statuses);
			return this;
		}

		/**
		 * Sets the category of the threads.
		 * @param category the category
		 * @return this builder
		 */
		public Builder category(ProspectCategory category) {
			this.category = category;
			return this;
		}

		/**
		 * Sets a text to look for in the email address and name of the prospect and in
		 * the subject.
		 * @param search the text
		 * @return this builder
		 */
		public Builder search(String search) {
			this.search = search;
			return this;
		}

		/**
		 * Sets whether to read snoozed threads only or active ones only. By default both
		 * are read.
		 * @param snoozed {@code true} for snoozed threads only, {@code false} for active
		 * ones only
		 * @return this builder
		 */
		public Builder snoozed(boolean snoozed) {
			this.snoozed = snoozed;
			return this;
		}

		/**
		 * Sets the number of threads to read with one call.
		 * @param limit the number, 1 to 100
		 * @return this builder
		 */
		public Builder limit(int limit) {
			this.limit = limit;
			return this;
		}

		/**
		 * Sets the number of threads to leave out at the beginning.
		 * @param offset the number, not negative
		 * @return this builder
		 */
		public Builder offset(int offset) {
			this.offset = offset;
			return this;
		}

		/**
		 * Sets what the threads are sorted by.
		 * @param orderBy the order
		 * @return this builder
		 */
		public Builder orderBy(InboxOrder orderBy) {
			this.orderBy = orderBy;
			return this;
		}

		/**
		 * Builds the query.
		 * @return the query
		 */
		public InboxQuery build() {
			return new InboxQuery(this.statuses, this.category, this.search, this.snoozed, this.limit, this.offset,
					this.orderBy);
		}

	}

}
