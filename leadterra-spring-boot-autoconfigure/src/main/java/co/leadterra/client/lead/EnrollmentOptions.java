package co.leadterra.client.lead;

import java.time.Duration;

import co.leadterra.client.bulk.DuplicateHandling;

import org.springframework.util.Assert;

/**
 * How a stream of leads is enrolled.
 *
 * @param batchSize the number of leads up to which one call is filled, 1 or more, by
 * default 500
 * @param maxBatchBytes the size up to which the body of a call is filled, in bytes, 1 or
 * more, by default 1 MB. A lead that is larger is sent alone
 * @param maxBatchDelay the time for which a call waits to be filled, more than zero, by
 * default 1 second
 * @param concurrency the number of calls in flight, 1 or more, by default 4
 * @param duplicates what becomes of leads whose address was in the stream before, by
 * default {@link DuplicateHandling#DROP}
 * @param duplicateWindow the number of addresses that are remembered at least to find
 * duplicates, 1 to 1,000,000, by default 100,000
 * @param repeat whether leads are sent again if it is not known what became of a call
 * with them, by default {@code true}. If not, calls are made one at a time
 * @since 0.1.0
 */
public record EnrollmentOptions(int batchSize, long maxBatchBytes, Duration maxBatchDelay, int concurrency,
		DuplicateHandling duplicates, int duplicateWindow, boolean repeat) {

	private static final int MAX_DUPLICATE_WINDOW = 1_000_000;

	private static final EnrollmentOptions DEFAULTS = builder().build();

	/**
	 * Creates options. {@link #builder()} is easier to read.
	 */
	public EnrollmentOptions {
		Assert.isTrue(batchSize > 0, "batchSize must be greater than 0");
		Assert.isTrue(maxBatchBytes > 0, "maxBatchBytes must be greater than 0");
		Assert.isTrue(maxBatchDelay != null && maxBatchDelay.compareTo(Duration.ZERO) > 0,
				"maxBatchDelay must be greater than 0");
		Assert.isTrue(concurrency > 0, "concurrency must be greater than 0");
		Assert.notNull(duplicates, "duplicates must not be null");
		Assert.isTrue(duplicateWindow > 0 && duplicateWindow <= MAX_DUPLICATE_WINDOW,
				"duplicateWindow must be from 1 to 1,000,000");
	}

	/**
	 * Returns the options with their defaults.
	 * @return the options
	 */
	public static EnrollmentOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Starts to build options.
	 * @return a builder that has the defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds {@link EnrollmentOptions}.
	 */
	public static final class Builder {

		private int batchSize = 500;

		private long maxBatchBytes = 1024 * 1024;

		private Duration maxBatchDelay = Duration.ofSeconds(1);

		private int concurrency = 4;

		private DuplicateHandling duplicates = DuplicateHandling.DROP;

		private int duplicateWindow = 100_000;

		private boolean repeat = true;

		private Builder() {
		}

		/**
		 * Sets up to how many leads one call is filled.
		 * @param batchSize a number of leads, 1 or more
		 * @return this builder
		 */
		public Builder batchSize(int batchSize) {
			this.batchSize = batchSize;
			return this;
		}

		/**
		 * Sets up to which size the body of a call is filled.
		 * @param maxBatchBytes a number of bytes, 1 or more
		 * @return this builder
		 */
		public Builder maxBatchBytes(long maxBatchBytes) {
			this.maxBatchBytes = maxBatchBytes;
			return this;
		}

		/**
		 * Sets how long a call waits to be filled.
		 * @param maxBatchDelay a time, more than zero
		 * @return this builder
		 */
		public Builder maxBatchDelay(Duration maxBatchDelay) {
			this.maxBatchDelay = maxBatchDelay;
			return this;
		}

		/**
		 * Sets how many calls are in flight at a time.
		 * @param concurrency a number of calls, 1 or more
		 * @return this builder
		 */
		public Builder concurrency(int concurrency) {
			this.concurrency = concurrency;
			return this;
		}

		/**
		 * Sets what becomes of leads whose address was in the stream before.
		 * @param duplicates what becomes of them
		 * @return this builder
		 */
		public Builder duplicates(DuplicateHandling duplicates) {
			this.duplicates = duplicates;
			return this;
		}

		/**
		 * Sets how many addresses are remembered at least to find duplicates. Each takes
		 * 20 to 40 bytes.
		 * @param duplicateWindow a number of addresses, 1 to 1,000,000
		 * @return this builder
		 */
		public Builder duplicateWindow(int duplicateWindow) {
			this.duplicateWindow = duplicateWindow;
			return this;
		}

		/**
		 * Sets whether leads are sent again if it is not known what became of a call with
		 * them: no answer came, or it was refused for some of them. The documentation
		 * says both that a lead then keeps its place in the sequence and that it is
		 * enrolled anew.
		 * @param repeat {@code false} to send every lead once, with one call at a time,
		 * and to end with an error where the outcome is unknown
		 * @return this builder
		 */
		public Builder repeat(boolean repeat) {
			this.repeat = repeat;
			return this;
		}

		/**
		 * Builds the options.
		 * @return the options
		 */
		public EnrollmentOptions build() {
			return new EnrollmentOptions(this.batchSize, this.maxBatchBytes, this.maxBatchDelay, this.concurrency,
					this.duplicates, this.duplicateWindow, this.repeat);
		}

	}

}
