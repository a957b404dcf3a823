package co.leadterra.samples.leadimport;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What is imported, and how.
 *
 * @param file CSV file of the people to enrol.
 * @param campaign Identifier of the campaign to enrol them in.
 * @param skipFile CSV file to write rejected rows to, by default beside the imported
 * file.
 * @param live Whether to enrol with a key that is not a test key.
 * @param chunkSize Rows that are enrolled and committed together.
 * @param partitions Parts of the file that are imported at the same time, up to 8.
 */
@ConfigurationProperties("import")
record ImportProperties(@Nullable Path file, @Nullable String campaign, @Nullable Path skipFile, boolean live,
		int chunkSize, int partitions) {

	private static final int MAX_PARTITIONS = 8;

	ImportProperties {
		require(chunkSize > 0, "import.chunk-size", chunkSize, "At least one row is needed for a chunk");
		require(partitions > 0 && partitions <= MAX_PARTITIONS, "import.partitions", partitions,
				"It must be from 1 to " + MAX_PARTITIONS + ": each partition holds a connection to the database");
	}

	private static void require(boolean condition, String property, Object value, String reason) {
		if (!condition) {
			throw new InvalidConfigurationPropertyValueException(property, value, reason);
		}
	}

}
