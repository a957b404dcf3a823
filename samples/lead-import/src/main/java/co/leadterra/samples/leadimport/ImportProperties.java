package co.leadterra.samples.leadimport;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What is imported, and how.
 *
 * @param file CSV file of the people to enrol: a path, or the address of a Spring
 * resource, which is copied.
 * @param campaign Identifier of the campaign to enrol them in.
 * @param skipFile CSV file to write rejected rows to, by default beside the imported
 * file.
 * @param encoding Encoding of a file that has no byte order mark, by default UTF-8.
 * @param separator What separates the cells, by default a comma, a semicolon or a tab,
 * whichever gives a column of addresses.
 * @param chunkSize Rows that are enrolled and committed together.
 * @param partitions Ranges of the file that are imported at the same time, up to 8.
 * @param role What this process does of an import on several machines, by default all.
 * @param lease How long a worker may be silent before its range is given to another.
 */
@ConfigurationProperties("import")
public record ImportProperties(@Nullable String file, @Nullable String campaign, @Nullable Path skipFile,
		@Nullable Charset encoding, @Nullable Character separator, int chunkSize, int partitions, @Nullable Role role,
		Duration lease) {

	private static final int MAX_PARTITIONS = 8;

	public ImportProperties {
		require(chunkSize > 0, "import.chunk-size", chunkSize, "At least one row is needed for a chunk");
		require(partitions > 0 && partitions <= MAX_PARTITIONS, "import.partitions", partitions,
				"It must be from 1 to " + MAX_PARTITIONS + ": each partition holds a connection to the database");
	}

	/**
	 * What a process does of an import.
	 */
	public enum Role {

		/**
		 * It reads the file once, gives its ranges to workers, and writes the skip file.
		 */
		MANAGER,

		/**
		 * It imports ranges.
		 */
		WORKER

	}

	private static void require(boolean condition, String property, Object value, String reason) {
		if (!condition) {
			throw new InvalidConfigurationPropertyValueException(property, value, reason);
		}
	}

}
