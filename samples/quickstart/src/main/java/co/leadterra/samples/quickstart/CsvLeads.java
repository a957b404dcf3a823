package co.leadterra.samples.quickstart;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import co.leadterra.client.lead.Lead;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Reads the leads of a CSV file with a header line. Columns that are no standard field of
 * a lead become custom fields, and empty cells are left out.
 */
@Component
class CsvLeads {

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder()
		.setHeader()
		.setSkipHeaderRecord(true)
		.setTrim(true)
		.setNullString("")
		.get();

	private static final Set<String> STANDARD_FIELDS = Set.of("email", "firstName", "lastName", "company", "jobTitle");

	List<Lead> read(Resource file) {
		try (Reader reader = new InputStreamReader(BOMInputStream.builder().setInputStream(file.getInputStream()).get(),
				StandardCharsets.UTF_8); CSVParser parser = FORMAT.parse(reader)) {
			Assert.isTrue(parser.getHeaderMap().containsKey("email"), "The first line names no column 'email'");
			List<Lead> leads = new ArrayList<>();
			for (CSVRecord row : parser) {
				leads.add(lead(row, parser.getCurrentLineNumber()));
			}
			Assert.notEmpty(leads, "There is no row below the first line");
			return leads;
		}
		catch (IOException | UncheckedIOException | IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("quickstart.leads", file, ex.getMessage());
		}
	}

	private static Lead lead(CSVRecord row, long line) {
		try {
			Assert.isTrue(row.isConsistent(), () -> "%d cells below %d column names".formatted(row.size(),
					row.getParser().getHeaderNames().size()));
			Lead.Builder lead = Lead.builder(Objects.requireNonNullElse(row.get("email"), ""))
				.firstName(standard(row, "firstName"))
				.lastName(standard(row, "lastName"))
				.company(standard(row, "company"))
				.jobTitle(standard(row, "jobTitle"));
			row.toMap().forEach((name, value) -> {
				if (value != null && !STANDARD_FIELDS.contains(name)) {
					lead.customField(name, value);
				}
			});
			Lead built = lead.build();
			Assert.isTrue(built.problem() == null, built::problem);
			return built;
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("Line " + line + ": " + ex.getMessage(), ex);
		}
	}

	private static @Nullable String standard(CSVRecord row, String name) {
		return row.isSet(name) ? row.get(name) : null;
	}

}
