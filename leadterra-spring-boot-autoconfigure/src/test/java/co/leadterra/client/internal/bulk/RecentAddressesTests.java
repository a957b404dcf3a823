package co.leadterra.client.internal.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
		RecentAddresses recent = new RecentAddresses(10, true);
		assertThat(add(recent, first)).isTrue();
		assertThat(add(recent, second)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "ann@example.com,ann@example.co", "ann@example.com,bnn@example.com", "u@b.de,ü@b.de",
			"aaaabbbb,bbbbaaaa", "aaaa,aaaaa", "\ud800@b.de,\ud801@b.de" })
	void otherAddressIsNotRemembered(String first, String second) {
		RecentAddresses recent = new RecentAddresses(10, true);
		assertThat(add(recent, first)).isTrue();
		assertThat(add(recent, second)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "İ@b.de,i@b.de", "\u212A@b.de,k@b.de" })
	void lettersThatOnlyLookAlikeInLowerCaseAreOthers(String first, String second) {
		otherAddressIsNotRemembered(first, second);
	}

	@Test
	void caseCountsOnRequest() {
		RecentAddresses recent = new RecentAddresses(10, false);
		assertThat(add(recent, "ann@example.com")).isTrue();
		assertThat(add(recent, "Ann@example.com")).isTrue();
		assertThat(add(recent, "ann@example.com")).isFalse();
	}

	@Test
	void removedAddressIsNotRemembered() {
		RecentAddresses recent = new RecentAddresses(1_000, true);
		addAll(recent, 0, 500);
		for (int i = 0; i < 500; i += 2) {
			recent.remove(Integer.toString(i));
		}
		for (int i = 0; i < 500; i++) {
			assertThat(add(recent, Integer.toString(i))).isEqualTo(i % 2 == 0);
		}
	}

	@Test
	void addressesAreForgottenAfterTwiceTheirNumberAtTheLatest() {
		RecentAddresses recent = new RecentAddresses(3, true);
		addAll(recent, 0, 6);
		assertThat(add(recent, "0")).isTrue();
	}

	@Test
	void aMillionAddressesAreToldApart() {
		RecentAddresses recent = new RecentAddresses(1_000_000, true);
		addAll(recent, 0, 1_000_000);
		for (int i = 0; i < 1_000_000; i++) {
			assertThat(add(recent, Integer.toString(i))).isFalse();
		}
	}

	private static void addAll(RecentAddresses recent, int start, int end) {
		for (int i = start; i < end; i++) {
			assertThat(add(recent, Integer.toString(i))).isTrue();
		}
	}

	private static boolean add(RecentAddresses recent, String address) {
		return recent.add(List.of(address), Function.identity(), new ArrayList<>()).size() == 1;
	}

}
