package co.leadterra.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The README or a page of the folder {@code docs}.
 *
 * @param path where it is
 * @param text what it says
 */
record Page(Path path, String text) {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	static List<Page> all() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted()).map(Page::read).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page read(Path path) {
		try {
			return new Page(path, Files.readString(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Stream<Block> blocks() {
		return BLOCK.matcher(this.text).results().map((match) -> {
			List<String> headings = headings(this.text.substring(0, match.start()));
			return new Block(this, match.group(1), match.group(2), headings.get(headings.size() - 1));
		});
	}

	Stream<Block> blocks(String language) {
		return blocks().filter((block) -> block.language().equals(language));
	}

	String prose() {
		return BLOCK.matcher(this.text).replaceAll("");
	}

	/**
	 * Returns what links can lead to within the page, formed as GitHub does.
	 * @return the anchors
	 */
	List<String> anchors() {
		return headings(prose()).stream()
			.map((heading) -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.toList();
	}

	private static List<String> headings(String text) {
		return HEADING.matcher(BLOCK.matcher(text).replaceAll("")).results().map((match) -> match.group(1)).toList();
	}

	@Override
	public String toString() {
		return ROOT.relativize(this.path).toString();
	}

	/**
	 * A block of code.
	 *
	 * @param page where it is
	 * @param language what it is written in, empty if that is not said
	 * @param code the code
	 * @param heading the heading above it
	 */
	record Block(Page page, String language, String code, String heading) {

		@Override
		public String toString() {
			return this.page + ", " + this.heading;
		}

	}

}
