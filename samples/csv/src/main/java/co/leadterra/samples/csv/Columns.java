package co.leadterra.samples.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import co.leadterra.client.lead.Lead;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The columns of a file, and what each of them is of a lead. Capitals, spaces and
 * punctuation of a name do not matter: {@code First Name} and {@code first_name} are the
 * first name. A column of another name is a custom field.
 */
final class Columns {

	private static final Map<String, Field> SPELLINGS = Map.ofEntries(Map.entry("email", Field.EMAIL),
			Map.entry("emailaddress", Field.EMAIL), Map.entry("mail", Field.EMAIL),
			Map.entry("firstname", Field.FIRST_NAME), Map.entry("givenname", Field.FIRST_NAME),
			Map.entry("forename", Field.FIRST_NAME), Map.entry("lastname", Field.LAST_NAME),
			Map.entry("surname", Field.LAST_NAME), Map.entry("familyname", Field.LAST_NAME),
			Map.entry("company", Field.COMPANY), Map.entry("companyname", Field.COMPANY),
			Map.entry("organization", Field.COMPANY), Map.entry("organisation", Field.COMPANY),
			Map.entry("jobtitle", Field.JOB_TITLE), Map.entry("position", Field.JOB_TITLE));

	private final List<Column> columns;

	private Columns(List<Column> columns) {
		this.columns = columns;
	}

	/**
	 * Tells whether one of the names is that of the address.
	 * @param names the names
	 * @return whether there is a column of addresses
	 */
	static boolean haveAddress(List<String> names) {
		return names.stream().anyMatch((name) -> Field.of(name) == Field.EMAIL);
	}

	static Columns of(List<String> names) throws IOException {
		List<Column> columns = new ArrayList<>();
		Set<Object> meanings = new HashSet<>();
		for (String name : withoutNamelessEnd(names)) {
			if (name.isEmpty()) {
				throw new IOException("Column %s has no name".formatted(columns.size() + 1));
			}
			Column column = new Column(name, Field.of(name));
			if (!meanings.add(column.meaning())) {
				throw new IOException("Two columns are the " + column.meaning());
			}
			if (column.field() == null) {
				checkCustomField(name);
			}
			columns.add(column);
		}
		return new Columns(columns);
	}

	private static List<String> withoutNamelessEnd(List<String> names) {
		int end = names.size();
		while (end > 0 && names.get(end - 1).isEmpty()) {
			end--;
		}
		return names.subList(0, end);
	}

	private static void checkCustomField(String name) throws IOException {
		String problem = Lead.builder("nobody@example.com").customField(name, "").build().problem();
		if (problem != null) {
			throw new IOException("A column cannot be used: " + problem);
		}
	}

	/**
	 * Makes a lead of a row's cells. Empty cells are left out.
	 * @param cells the cells
	 * @return the lead
	 * @throws IllegalArgumentException if the row is none that could be sent
	 */
	Lead lead(List<String> cells) {
		boolean tooMany = cells.stream().skip(this.columns.size()).anyMatch((cell) -> !cell.isEmpty());
		if (tooMany || cells.size() < this.columns.size()) {
			throw new IllegalArgumentException(
					"it has %s cells for %s columns".formatted(cells.size(), this.columns.size()));
		}
		Lead.Builder lead = Lead.builder(cells.get(indexOfAddress()));
		for (int i = 0; i < this.columns.size(); i++) {
			if (!cells.get(i).isEmpty()) {
				this.columns.get(i).set(lead, cells.get(i));
			}
		}
		Lead built = lead.build();
		Assert.isTrue(built.problem() == null, built::problem);
		return built;
	}

	private int indexOfAddress() {
		return this.columns.stream().map(Column::field).toList().indexOf(Field.EMAIL);
	}

	@Override
	public String toString() {
		String fields = this.columns.stream()
			.filter((column) -> column.field() != null)
			.map(Column::toString)
			.collect(Collectors.joining(", "));
		String customFields = this.columns.stream()
			.filter((column) -> column.field() == null)
			.map(Column::name)
			.collect(Collectors.joining(", "));
		return customFields.isEmpty() ? fields : fields + "; custom fields: " + customFields;
	}

	/**
	 * A column.
	 *
	 * @param name its name in the file
	 * @param field the standard field it is, or {@code null} if it is a custom field
	 */
	private record Column(String name, @Nullable Field field) {

		Object meaning() {
			return (this.field != null) ? this.field : "custom field '%s'".formatted(this.name);
		}

		void set(Lead.Builder lead, String value) {
			if (this.field == null) {
				lead.customField(this.name, value);
				return;
			}
			switch (this.field) {
				case EMAIL -> {
				}
				case FIRST_NAME -> lead.firstName(value);
				case LAST_NAME -> lead.lastName(value);
				case COMPANY -> lead.company(value);
				case JOB_TITLE -> lead.jobTitle(value);
			}
		}

		@Override
		public String toString() {
			String fieldName = String.valueOf(this.field);
			return fieldName.equals(this.name) ? this.name : "%s from '%s'".formatted(fieldName, this.name);
		}

	}

	/**
	 * A standard field.
	 */
	private enum Field {

		EMAIL("email"),

		FIRST_NAME("firstName"),

		LAST_NAME("lastName"),

		COMPANY("company"),

		JOB_TITLE("jobTitle");

		private final String fieldName;

		Field(String fieldName) {
			this.fieldName = fieldName;
		}

		static @Nullable Field of(String name) {
			return SPELLINGS.get(name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""));
		}

		@Override
		public String toString() {
			return this.fieldName;
		}

	}

}
