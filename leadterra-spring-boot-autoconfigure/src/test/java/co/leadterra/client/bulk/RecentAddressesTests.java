package co.leadterra.client.bulk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentAddresses}.
 */
class RecentAddressesTests {

	@ParameterizedTest
	@CsvSource({ "ann@example.com,ann@example.com", "ann@example.com,Ann@EXAMPLE.com", "jürgen@b.de,JÜRGEN@b.de",
			"漢字@b.de,漢字@B.de" })
	void sameAddressIsRemembered(String first, String second) {
		RecentAddresses recent = new RecentAddresses(10);
		assertThat(recent.add(recent.hash(first))).isTrue();
		assertThat(recent.add(recent.hash(second))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "ann@example.com,ann@example.co", "ann@example.com,bnn@example.com", "u@b.de,ü@b.de",
			"aaaabbbb,bbbbaaaa", "aaaa,aaaaa", "\ud800@b.de,\ud801@b.de" })
	void otherAddressIsNotRemembered(String first, String second) {
		RecentAddresses recent = new RecentAddresses(10);
		assertThat(recent.add(recent.hash(first))).isTrue();
		assertThat(recent.add(recent.hash(second))).isTrue();
	}

	@Test
	void addressesAreForgottenAfterTwiceTheirNumberAtTheLatest() {
		RecentAddresses recent = new RecentAddresses(3);
		addAll(recent, 0, 6);
		assertThat(recent.add(recent.hash("0"))).isTrue();
	}

	@Test
	void aMillionAddressesAreToldApart() {
		RecentAddresses recent = new RecentAddresses(1_000_000);
		addAll(recent, 0, 1_000_000);
		for (int i = 0; i < 1_000_000; i++) {
			assertThat(recent.add(recent.hash(Integer.toString(i)))).isFalse();
		}
	}

	private static void addAll(RecentAddresses recent, int start, int end) {
		for (int i = start; i < end; i++) {
			assertThat(recent.add(recent.hash(Integer.toString(i)))).isTrue();
		}
	}

}
