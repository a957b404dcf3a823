package co.leadterra.samples.leadimport;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CsvRowReader}.
 */
class CsvRowReaderTests {

	@Test
	void readsStandardAndCustomFields() {
		assertThat(read("email,firstName,product\nada@example.com,Ada,engine\n")).singleElement()
			.satisfies((row) -> assertThat(row.lead()).satisfies((lead) -> {
				assertThat(lead.firstName()).isEqualTo("Ada");
				assertThat(lead.customFields()).containsEntry("product", "engine");
			}));
	}

	@Test
	void leavesEmptyCellsOut() {
		assertThat(read("email,firstName,product\nada@example.com,,\n")).singleElement()
			.satisfies((row) -> assertThat(row.lead()).satisfies((lead) -> {
				assertThat(lead.firstName()).isNull();
				assertThat(lead.customFields()).isEmpty();
			}));
	}

	@Test
	void readsAFileWithAByteOrderMark() {
		assertThat(read("\uFEFFemail\nada@example.com\n")).extracting(Row::reason).containsExactly((String) null);
	}

	@Test
	void readsACellOfSeveralLines() {
		List<Row> rows = read("email,note\nada@example.com,\"one,\ntwo\"\nbob@example.com,x\n");
		assertThat(rows).extracting(Row::line).containsExactly(2L, 4L);
		assertThat(rows.get(0).lead())
			.satisfies((lead) -> assertThat(lead.customFields()).containsEntry("note", "one,\ntwo"));
	}

	@Test
	void losesOneLineToAQuotationMarkThatIsNeverClosed() {
		List<Row> rows = read("email,note\nada@example.com,\"open\n" + "bob@example.com,x\n".repeat(2000));
		assertThat(rows).hasSize(2001);
		assertThat(rows).filteredOn((row) -> row.lead() == null)
			.containsExactly(Row.rejected(2, "ada@example.com,\"open", "the quotation marks do not match"));
	}

	@Test
	void rejectsARowOfTheWrongWidth() {
		assertThat(read("email,note\nada@example.com\n")).extracting(Row::reason)
			.containsExactly("1 cells below 2 column names");
	}

	@Test
	void rejectsARowWithoutAnAddress() {
		assertThat(read("email,note\n,x\n")).extracting(Row::reason).containsExactly("email must not be blank");
	}

	@Test
	void countsNoBlankLines() {
		assertThat(read("email\n\nada@example.com\n\n")).extracting(Row::line).containsExactly(3L);
	}

	@Test
	void goesOnWhereItWasLeft() throws Exception {
		ExecutionContext context = new ExecutionContext();
		String csv = "email,note\nada@example.com,\"one\ntwo\"\nnobody,x\nbob@example.com,x\n";
		CsvRowReader first = reader(csv);
		first.open(context);
		first.read();
		first.read();
		first.update(context);
		CsvRowReader second = reader(csv);
		second.open(context);
		assertThat(second.read()).satisfies((row) -> assertThat(row.line()).isEqualTo(5));
		assertThat(second.read()).isNull();
	}

	@Test
	void readsARangeOfRows() {
		CsvRowReader reader = reader("email\na@a.aa\nb@b.bb\nc@c.cc\nd@d.dd\ne@e.ee\n");
		reader.setCurrentItemCount(3);
		reader.setMaxItemCount(4);
		assertThat(read(reader)).extracting(Row::content).containsExactly("d@d.dd");
	}

	@Test
	void refusesAFileWithoutAColumnOfAddresses() {
		assertThatExceptionOfType(ItemStreamException.class).isThrownBy(() -> read("name\nAda\n"))
			.havingCause()
			.withMessageContaining("'email'");
	}

	@Test
	void refusesAColumnThatIsThereTwice() {
		assertThatExceptionOfType(ItemStreamException.class).isThrownBy(() -> read("email,a,a\nada@example.com,1,2\n"))
			.havingCause()
			.withMessageContaining("repeats");
	}

	private static List<Row> read(String csv) {
		return read(reader(csv));
	}

	private static List<Row> read(CsvRowReader reader) {
		reader.open(new ExecutionContext());
		List<Row> rows = new ArrayList<>();
		try {
			for (Row row = reader.read(); row != null; row = reader.read()) {
				rows.add(row);
			}
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		return rows;
	}

	private static CsvRowReader reader(String csv) {
		CsvRowReader reader = new CsvRowReader(() -> new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
		reader.setName("rows");
		return reader;
	}

}
