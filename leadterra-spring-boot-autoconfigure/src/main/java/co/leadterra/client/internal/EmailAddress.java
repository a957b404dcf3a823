package co.leadterra.client.internal;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What an email address must look like to be sent to Leadterra. What is said about a
 * wrong one does not quote it.
 *
 * @since 0.1.0
 */
public final class EmailAddress {

	private EmailAddress() {
	}

	/**
	 * Looks for what is wrong with an address.
	 * @param address the address
	 * @return what is wrong, to be put after the name of the address, or {@code null}
	 */
	public static @Nullable String problem(@Nullable String address) {
		if (address == null || address.isBlank()) {
			return "must not be blank";
		}
		int at = -1;
		for (int i = 0; i < address.length(); i++) {
			char c = address.charAt(i);
			if (c == '@') {
				if (at >= 0) {
					return "must have the form name@domain, but has a second @ at index " + i;
				}
				at = i;
			}
			else if (c == ',' || c == ';' || c == '<' || c == '>') {
				return "must be one address without a name, but has %s at index %s".formatted(c, i);
			}
			else if (c <= ' ' || c >= 0x7F) {
				int codePoint = address.codePointAt(i);
				if (!isVisible(codePoint)) {
					return "must not contain white space or characters that cannot be seen, but has U+%04X at index %s"
						.formatted(codePoint, i);
				}
				i += Character.charCount(codePoint) - 1;
			}
		}
		if (at <= 0 || at == address.length() - 1) {
			return "must have the form name@domain, but has "
					+ ((at < 0) ? "no @" : (at == 0) ? "nothing in front of the @" : "nothing behind the @");
		}
		return null;
	}

	private static boolean isVisible(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.SPACE_SEPARATOR,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> !isBlank(codePoint);
		};
	}

	// What shows nothing though it is of another type: the rest of Unicode's default
	// ignorable characters, its noncharacters, and the Braille pattern without dots.
	private static boolean isBlank(int codePoint) {
		return switch (codePoint) {
			case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2065, 0x2800, 0x3164,
					0xFFA0 ->
				true;
			default -> (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
					|| (codePoint >= 0xE0000 && codePoint <= 0xE0FFF) || (codePoint & 0xFFFE) == 0xFFFE;
		};
	}

	/**
	 * Checks an address.
	 * @param name how to call it if something is wrong
	 * @param address the address
	 * @throws IllegalArgumentException if something is wrong
	 */
	public static void check(String name, @Nullable String address) {
		String problem = problem(address);
		Assert.isTrue(problem == null, () -> name + " " + problem);
	}

	/**
	 * Checks addresses.
	 * @param name how to call them if something is wrong
	 * @param addresses the addresses
	 * @throws IllegalArgumentException if something is wrong with one
	 */
	public static void checkAll(String name, List<String> addresses) {
		for (int i = 0; i < addresses.size(); i++) {
			check(name + "[" + i + "]", addresses.get(i));
		}
	}

}
