package co.leadterra.client.internal.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Property tests for {@link RecentAddresses}.
 */
class RecentAddressesPropertyTests {

	@Property
	void latestAreRememberedAndNoOtherEverSeemsTo(@ForAll("addresses") List<String> addresses,
			@ForAll @IntRange(min = 1, max = 200) int size) {
		RecentAddresses recent = new RecentAddresses(size, true);
		List<String> remembered = new ArrayList<>();
		for (String address : addresses) {
			boolean isNew = add(recent, address);
			if (remembered.subList(Math.max(0, remembered.size() - size), remembered.size()).contains(address)) {
				assertThat(isNew).isFalse();
			}
			if (!remembered.subList(Math.max(0, remembered.size() - 2 * size), remembered.size()).contains(address)) {
				assertThat(isNew).isTrue();
			}
			if (isNew) {
				remembered.add(address);
			}
		}
	}

	@Provide
	Arbitrary<List<String>> addresses() {
		Arbitrary<String> few = Arbitraries.integers().between(0, 300).map((i) -> "lead" + i);
		Arbitrary<String> any = Arbitraries.strings()
			.ofMaxLength(320)
			.filter((text) -> text.chars().noneMatch((c) -> Character.toLowerCase(c) != c));
		return Arbitraries.oneOf(few, few, few, any).list().ofMaxSize(1000);
	}

	private static boolean add(RecentAddresses recent, String address) {
		return recent.add(List.of(address), Function.identity(), new ArrayList<>()).size() == 1;
	}

}
