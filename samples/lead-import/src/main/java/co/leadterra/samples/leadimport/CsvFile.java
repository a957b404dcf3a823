package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import co.leadterra.samples.csv.LeadReader;
import co.leadterra.samples.csv.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * A file to import, read once from end to end.
 *
 * @param path where it is on this machine
 * @param digest the SHA-256 hash of its content, by which a restart knows it
 * @param rows the number of rows below the names of the columns
 * @param rejected how many of them are no lead
 * @param columns which column is which field
 * @param ranges its parts
 * @param loss from where on it could not be read, or {@code null}
 */
record CsvFile(Path path, String digest, int rows, int rejected, String columns, List<RowRange> ranges,
		@Nullable String loss) {

	static CsvFile inspect(ImportProperties properties, Path path) {
		try (InputStream file = Files.newInputStream(path)) {
			DigestInputStream digested = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"));
			LeadReader reader = LeadReader.open(digested, properties.encoding(), properties.separator());
			int count = 0;
			int noLeads = 0;
			RangeFinder ranges = new RangeFinder();
			ranges.start(0, reader.place());
			for (Row row = reader.read(); row != null; row = reader.read()) {
				count = Math.incrementExact(count);
				noLeads += (row.lead() != null) ? 0 : 1;
				if (ranges.mayStartAt(count)) {
					ranges.start(count, reader.place());
				}
			}
			if (count == 0) {
				throw new IOException("There is no row below the names of the columns");
			}
			return new CsvFile(path.toRealPath(), HexFormat.of().formatHex(digested.getMessageDigest().digest()), count,
					noLeads, reader.mapping(), ranges.ranges(count), reader.loss());
		}
		catch (NoSuchFileException ex) {
			throw new InvalidConfigurationPropertyValueException("import.file", path, "There is no such file");
		}
		catch (IOException | NoSuchAlgorithmException ex) {
			throw new InvalidConfigurationPropertyValueException("import.file", path, ex.getMessage());
		}
	}

}
