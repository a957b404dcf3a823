package co.leadterra.test;

import java.util.Map;

/**
 * How an error body says which leads or addresses of a call are invalid. The
 * documentation promises an {@code errors} array but does not show an entry of it, so a
 * client has to expect any of these, and error bodies without one too.
 *
 * @since 0.1.0
 * @see LeadterraServer#respondWith(ErrorEntryShape)
 */
public enum ErrorEntryShape {

	/**
	 * {@code {"index":..,"email":..,"message":..}}.
	 */
	INDEX_AND_EMAIL {
		@Override
		Object render(InvalidEntry entry) {
			return Map.of("index", entry.index(), "email", entry.email(), "message", entry.message());
		}
	},

	/**
	 * {@code {"index":..,"message":..}}, counted from 0.
	 */
	INDEX {
		@Override
		Object render(InvalidEntry entry) {
			return Map.of("index", entry.index(), "message", entry.message());
		}
	},

	/**
	 * {@code {"index":..,"message":..}}, counted from 1.
	 */
	INDEX_FROM_ONE {
		@Override
		Object render(InvalidEntry entry) {
			return Map.of("index", entry.index() + 1, "message", entry.message());
		}
	},

	/**
	 * {@code {"email":..,"message":..}}.
	 */
	EMAIL {
		@Override
		Object render(InvalidEntry entry) {
			return Map.of("email", entry.email(), "message", entry.message());
		}
	},

	/**
	 * {@code {"field":"leads[3].email","message":..}}.
	 */
	FIELD {
		@Override
		Object render(InvalidEntry entry) {
			return Map.of("field", entry.field(), "message", entry.message());
		}
	},

	/**
	 * A text that names the address.
	 */
	TEXT {
		@Override
		Object render(InvalidEntry entry) {
			return entry.email() + ": " + entry.message();
		}
	};

	abstract Object render(InvalidEntry entry);

}
