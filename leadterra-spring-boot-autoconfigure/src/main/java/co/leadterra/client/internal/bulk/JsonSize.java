package co.leadterra.client.internal.bulk;

import java.util.Map;

import co.leadterra.client.lead.Lead;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a lead takes in JSON, about: escapes are not counted, and values that
 * are neither texts nor numbers are measured by their text.
 */
final class JsonSize {

	// {"email":,"firstName":,"lastName":,"company":,"jobTitle":,"customFields":{}},
	private static final int NAMES = 78;

	private static final int QUOTES = 2;

	private static final int BRACKETS = 2;

	private JsonSize() {
	}

	static long of(Lead lead) {
		long size = NAMES + text(lead.email()) + text(lead.firstName()) + text(lead.lastName()) + text(lead.company())
				+ text(lead.jobTitle());
		try {
			return lead.customFields().isEmpty() ? size : size + value(lead.customFields());
		}
		catch (RuntimeException ex) {
			// it may still be written, or is found to be no good when it is
			return size;
		}
	}

	private static long value(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return value(map.keySet()) + value(map.values());
		}
		if (value instanceof Iterable<?> values) {
			long size = BRACKETS;
			for (Object element : values) {
				size += value(element) + 1;
			}
			return size;
		}
		return text(String.valueOf(value));
	}

	private static long text(@Nullable String text) {
		if (text == null) {
			return 0;
		}
		int size = text.length() + QUOTES;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80) {
				size += (c >= 0x800 && !Character.isSurrogate(c)) ? 2 : 1;
			}
		}
		return size;
	}

}
