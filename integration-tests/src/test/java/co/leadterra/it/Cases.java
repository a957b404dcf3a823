package co.leadterra.it;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/**
 * Which cases of a test are run: a few by default, all of them with the profile
 * {@code thorough}. Classes that use this have the tag {@code cases}, by which they are
 * run again with all.
 */
final class Cases {

	private static final boolean ALL = Boolean.getBoolean("leadterra.thorough");

	private Cases() {
	}

	static <T> List<T> of(List<T> all, List<T> few) {
		return ALL ? all : few;
	}

	/**
	 * Combines each value with each other one, or takes each value once.
	 */
	static <A, B> Stream<Arguments> product(List<A> some, List<B> others) {
		if (ALL) {
			return some.stream().flatMap((one) -> others.stream().map((other) -> Arguments.of(one, other)));
		}
		return IntStream.range(0, Math.max(some.size(), others.size()))
			.mapToObj((index) -> Arguments.of(some.get(index % some.size()), others.get(index % others.size())));
	}

}
