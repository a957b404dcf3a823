package co.leadterra.samples.leadimport;

import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * A file to import, read once from end to end.
 *
 * @param path where it is
 * @param digest the SHA-256 hash of its content, by which a restart knows it
 * @param rows the number of rows below the header line
 */
record CsvFile(Path path, String digest, int rows) {

	static CsvFile inspect(Path path) {
		try (InputStream file = Files.newInputStream(path)) {
			DigestInputStream digested = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"));
			CsvRowReader reader = new CsvRowReader(() -> digested);
			reader.setSaveState(false);
			reader.open(new ExecutionContext());
			int rows = 0;
			while (reader.read() != null) {
				rows++;
			}
			Assert.isTrue(rows > 0, "There is no row below the first line");
			return new CsvFile(path.toRealPath(), HexFormat.of().formatHex(digested.getMessageDigest().digest()), rows);
		}
		catch (Exception ex) {
			throw new InvalidConfigurationPropertyValueException("import.file", path, reason(ex));
		}
	}

	/**
	 * Returns where rejected rows go if nothing else is said.
	 * @return a path beside the file
	 */
	Path skipFile() {
		return this.path
			.resolveSibling(StringUtils.stripFilenameExtension(this.path.getFileName().toString()) + "-skipped.csv");
	}

	private static String reason(Exception ex) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		if (cause instanceof NoSuchFileException) {
			return "There is no such file";
		}
		if (cause instanceof CharacterCodingException) {
			return "The file is not in UTF-8";
		}
		return String.valueOf(cause.getMessage());
	}

}
