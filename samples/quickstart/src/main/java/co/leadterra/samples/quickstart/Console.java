package co.leadterra.samples.quickstart;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Prints what happens, one fact a line.
 */
@Component
class Console {

	void print(String text) {
		System.out.println(text);
	}

	/**
	 * Prints a fact.
	 * @param label what it is about
	 * @param parts what is known, of which {@code null} is left out and control
	 * characters, which mail may contain, are blanked
	 */
	void print(String label, @Nullable Object... parts) {
		String text = Stream.of(parts).filter(Objects::nonNull).map(Object::toString).collect(Collectors.joining(", "));
		print("%-10s%s".formatted(label, text.replaceAll("\\p{Cntrl}+", " ")));
	}

	static @Nullable String figure(@Nullable Number number, String meaning) {
		return (number != null) ? number + " " + meaning : null;
	}

}
