package co.leadterra.samples.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The characters of a file. It is read as its byte order mark says, or as the user says,
 * or as UTF-8.
 */
final class TextFile {

	private static final byte[] UTF_8_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private static final byte[] UTF_16BE_MARK = { (byte) 0xFE, (byte) 0xFF };

	private static final byte[] UTF_16LE_MARK = { (byte) 0xFF, (byte) 0xFE };

	private final Reader reader;

	private final Charset encoding;

	private TextFile(Reader reader, Charset encoding) {
		this.reader = reader;
		this.encoding = encoding;
	}

	static TextFile open(InputStream bytes, @Nullable Charset said) throws IOException {
		PushbackInputStream file = new PushbackInputStream(bytes, UTF_8_MARK.length);
		byte[] start = file.readNBytes(UTF_8_MARK.length);
		Charset marked = null;
		int length = 0;
		if (startsWith(start, UTF_8_MARK)) {
			marked = StandardCharsets.UTF_8;
			length = UTF_8_MARK.length;
		}
		else if (startsWith(start, UTF_16BE_MARK)) {
			marked = StandardCharsets.UTF_16BE;
			length = UTF_16BE_MARK.length;
		}
		else if (startsWith(start, UTF_16LE_MARK)) {
			marked = StandardCharsets.UTF_16LE;
			length = UTF_16LE_MARK.length;
		}
		if (said != null && marked != null && !marked.name().startsWith(said.name())) {
			throw new IOException("Its first bytes mark it as %s, but it shall be read as %s".formatted(marked, said));
		}
		file.unread(start, length, start.length - length);
		Charset encoding = (marked != null) ? marked : (said != null) ? said : StandardCharsets.UTF_8;
		// a decoder refuses what is not in its encoding, a charset would put question
		// marks
		return new TextFile(new BufferedReader(new InputStreamReader(file, encoding.newDecoder())), encoding);
	}

	private static boolean startsWith(byte[] bytes, byte[] mark) {
		return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
	}

	Reader reader() {
		return this.reader;
	}

	Charset encoding() {
		return this.encoding;
	}

}
