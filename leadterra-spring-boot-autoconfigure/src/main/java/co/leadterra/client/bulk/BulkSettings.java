package co.leadterra.client.bulk;

import java.time.Duration;

/**
 * How a stream is sent.
 *
 * @param batchSize the number of items up to which a batch is filled
 * @param maxBatchBytes the size up to which a batch is filled, in bytes
 * @param maxBatchDelay the time for which a batch waits to be filled
 * @param concurrency the number of batches that are sent at a time
 * @param duplicates what becomes of items whose address was read before
 * @param duplicateWindow the number of addresses that are remembered at least
 * @since 0.1.0
 */
public record BulkSettings(int batchSize, long maxBatchBytes, Duration maxBatchDelay, int concurrency,
		DuplicateHandling duplicates, int duplicateWindow) {

}
