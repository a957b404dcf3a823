package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import org.springframework.util.ResourceUtils;

/**
 * The file to import: one of this machine, or a copy of one that is somewhere else. It is
 * where the import says, or where a worker says itself.
 */
@Component
public class SourceFile {

	private final ResourceLoader resources;

	private final @Nullable String own;

	private final Map<String, Path> copies = new ConcurrentHashMap<>();

	SourceFile(ResourceLoader resources, ImportProperties properties) {
		this.resources = resources;
		this.own = (properties.role() == ImportProperties.Role.WORKER) ? properties.file() : null;
	}

	/**
	 * Returns where the file is on this machine.
	 * @param location where the import says that it is: a path, or the address of a
	 * Spring resource
	 * @return its path
	 * @throws IOException if it cannot be read
	 */
	public Path path(String location) throws IOException {
		String file = (this.own != null) ? this.own : location;
		if (!isAddress(file)) {
			return Path.of(file);
		}
		Path copy = this.copies.get(file);
		if (copy == null) {
			copy = Files.createTempFile("lead-import", ".csv");
			copy.toFile().deleteOnExit();
			try (InputStream source = this.resources.getResource(file).getInputStream();
					OutputStream target = Files.newOutputStream(copy)) {
				source.transferTo(target);
			}
			this.copies.put(file, copy);
		}
		return copy;
	}

	/**
	 * Tells whether a location is the address of a resource, not a path.
	 * @param location the location
	 * @return whether it is an address
	 */
	static boolean isAddress(String location) {
		return location.contains("://") || location.startsWith(ResourceUtils.FILE_URL_PREFIX);
	}

	/**
	 * Computes by what an import knows its file.
	 * @param location where the import says that it is
	 * @return the SHA-256 hash of its content
	 * @throws IOException if it cannot be read
	 */
	public String digest(String location) throws IOException {
		try (InputStream file = Files.newInputStream(path(location))) {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			byte[] block = new byte[1 << 16];
			for (int count = file.read(block); count != -1; count = file.read(block)) {
				digest.update(block, 0, count);
			}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IOException(ex);
		}
	}

}
