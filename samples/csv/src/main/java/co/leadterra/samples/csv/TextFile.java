package co.leadterra.samples.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The characters of a file, and the byte at which each of them starts. It is read as its
 * byte order mark says, or as the user says, or as UTF-8.
 */
final class TextFile extends Reader {

	private static final int BLOCK = 8192;

	// those that need more have a state, so that nobody can start in the middle
	private static final int BYTES_OF_A_CHARACTER = 4;

	private static final byte[] UTF_8_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private static final byte[] UTF_16BE_MARK = { (byte) 0xFE, (byte) 0xFF };

	private static final byte[] UTF_16LE_MARK = { (byte) 0xFF, (byte) 0xFE };

	private final InputStream bytes;

	private final Charset encoding;

	// a decoder refuses what is not in its encoding, a charset would put question marks
	private final CharsetDecoder decoder;

	private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);

	private final CharBuffer characters = CharBuffer.allocate(BLOCK).limit(0);

	private long blockStart;

	private boolean ended;

	TextFile(InputStream bytes, Charset encoding, long offset) {
		this.bytes = bytes;
		this.encoding = encoding;
		this.decoder = encoding.newDecoder();
		this.blockStart = offset;
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
		return new TextFile(file, encoding, length);
	}

	private static boolean startsWith(byte[] bytes, byte[] mark) {
		return bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
	}

	@Override
	public int read() throws IOException {
		return (this.characters.hasRemaining() || fill()) ? this.characters.get() : -1;
	}

	@Override
	public int read(char[] target, int from, int length) throws IOException {
		if (!this.characters.hasRemaining() && !fill()) {
			return -1;
		}
		int count = Math.min(length, this.characters.remaining());
		this.characters.get(target, from, count);
		return count;
	}

	private boolean fill() throws IOException {
		this.characters.clear();
		while (this.characters.position() == 0 && !this.ended) {
			this.blockStart += this.block.position();
			this.block.compact();
			int count = this.bytes.read(this.block.array(), this.block.position(), this.block.remaining());
			this.block.position(this.block.position() + Math.max(count, 0)).flip();
			CoderResult result = this.decoder.decode(this.block, this.characters, count == -1);
			if (result.isError() && this.characters.position() == 0) {
				result.throwException();
			}
			if (count == -1 && result.isUnderflow()) {
				this.decoder.flush(this.characters);
				this.ended = true;
			}
		}
		this.characters.flip();
		return this.characters.hasRemaining();
	}

	boolean knowsOffsets() {
		return this.encoding.canEncode() && this.encoding.newEncoder().maxBytesPerChar() <= BYTES_OF_A_CHARACTER;
	}

	/**
	 * Returns where the character starts that was read last, by decoding its block once
	 * more up to there.
	 * @return the number of bytes before it
	 */
	long offsetOfLastCharacter() {
		ByteBuffer decoded = ByteBuffer.wrap(this.block.array(), 0, this.block.position());
		this.encoding.newDecoder().decode(decoded, CharBuffer.allocate(this.characters.position() - 1), false);
		return this.blockStart + decoded.position();
	}

	Charset encoding() {
		return this.encoding;
	}

	@Override
	public void close() throws IOException {
		this.bytes.close();
	}

}
