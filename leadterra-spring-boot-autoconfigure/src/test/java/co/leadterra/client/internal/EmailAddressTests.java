package co.leadterra.client.internal;

import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EmailAddress}.
 */
class EmailAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "a@b", "ann+tag@example.com", "o'neil@example.com", "jürgen@bücher.example", "漢字@例え.jp",
			"\ud83d\ude00@example.com" })
	void unusualAddressIsAllowed(String address) {
		assertThat(EmailAddress.problem(address)).isNull();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "\t" })
	void blankAddressIsRefused(String address) {
		assertThat(EmailAddress.problem(address)).isEqualTo("must not be blank");
	}

	@ParameterizedTest
	@CsvSource({ "ann,no @", "@,nothing in front of the @", "ann@,nothing behind the @",
			"@example.com,nothing in front of the @", "ann@lee@example.com,a second @ at index 7" })
	void addressOfAnotherFormIsRefused(String address, String problem) {
		assertThat(EmailAddress.problem(address)).isEqualTo("must have the form name@domain, but has " + problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ann@example.com;", "ann@example.com,Ann", "<ann@example.com>", "ann;bob@example.com" })
	void moreThanOneAddressIsRefused(String address) {
		assertThat(EmailAddress.problem(address))
			.containsPattern("^must be one address without a name, but has [,;<>] at index \\d+$");
	}

	@ParameterizedTest
	@ValueSource(ints = { ' ', '\t', '\n', '\0', 0x7F, 0x85, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1680, 0x17B4, 0x180E,
			0x2003, 0x200B, 0x200C, 0x200D, 0x200E, 0x2028, 0x2029, 0x202E, 0x2060, 0x2066, 0x2800, 0x3000, 0x3164,
			0xD800, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFFF, 0xE0001, 0xE0100 })
	void characterThatCannotBeSeenIsRefusedWhereverItStands(int codePoint) {
		String character = Character.toString(codePoint);
		for (String address : List.of(character + "ann@example.com", "ann@example" + character + ".com",
				"ann@example.com" + character)) {
			assertThat(EmailAddress.problem(address)).isEqualTo(
					"must not contain white space or characters that cannot be seen, but has U+%04X at index %s",
					codePoint, address.indexOf(character));
		}
	}

	@Test
	void indexOfTheWrongAddressIsNamedAndNotTheAddress() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EmailAddress.checkAll("cc", Arrays.asList("ann@example.com", "bob at example.com")))
			.withMessage("cc[1] must not contain white space or characters that cannot be seen,"
					+ " but has U+0020 at index 3");
	}

	@Property
	void noControlFormatOrSpaceCharacterIsEverAllowed(@ForAll String text) {
		if (EmailAddress.problem(text) == null) {
			assertThat(text.codePoints()
				.noneMatch((c) -> Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c)
						|| Character.getType(c) == Character.FORMAT))
				.isTrue();
			assertThat(text.indexOf('@')).isPositive().isEqualTo(text.lastIndexOf('@')).isLessThan(text.length() - 1);
		}
	}

}
