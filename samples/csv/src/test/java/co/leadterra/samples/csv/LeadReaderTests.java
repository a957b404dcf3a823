package co.leadterra.samples.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link LeadReader}. What becomes of whole files, both samples test with those
 * of the folder {@code hostile}.
 */
class LeadReaderTests {

	@Test
	void readsStandardAndCustomFields() throws IOException {
		assertThat(read("E-mail,First Name,last_name,Company,Job title,Phone\nada@x.example,Ada,L,Acme,CTO,1\n"))
			.singleElement()
			.satisfies((row) -> assertThat(row.lead()).satisfies((lead) -> {
				assertThat(lead.firstName()).isEqualTo("Ada");
				assertThat(lead.lastName()).isEqualTo("L");
				assertThat(lead.company()).isEqualTo("Acme");
				assertThat(lead.jobTitle()).isEqualTo("CTO");
				assertThat(lead.customFields()).containsOnlyKeys("Phone");
			}));
	}

	@Test
	void saysWhichColumnsWereTakenForWhichFields() throws IOException {
		try (LeadReader reader = open("email,First Name,Phone,product\n")) {
			assertThat(reader.mapping()).isEqualTo("email, firstName from 'First Name'; custom fields: Phone, product");
		}
	}

	@Test
	void leavesEmptyCellsOut() throws IOException {
		assertThat(read("email,firstName,product\nada@x.example,, \n")).singleElement()
			.satisfies((row) -> assertThat(row.lead()).satisfies((lead) -> {
				assertThat(lead.firstName()).isNull();
				assertThat(lead.customFields()).isEmpty();
			}));
	}

	@Test
	void keepsTheLinesOfACell() throws IOException {
		List<Row> rows = read("email,note\nada@x.example,\"one,\r\n\r\n\"\"two\"\"\"\nbob@x.example,x\n");
		assertThat(rows).extracting(Row::line).containsExactly(2L, 5L);
		assertThat(rows.get(0).lead())
			.satisfies((lead) -> assertThat(lead.customFields()).containsEntry("note", "one,\n\n\"two\""));
	}

	@Test
	void tellsHowFarMarksDoNotMatch() throws IOException {
		assertThat(read("email,note\nada@x.example,\"open\nbob@x.example,x\ncyd@x.example,x")).singleElement()
			.satisfies((row) -> assertThat(row.reason())
				.isEqualTo("the quotation marks do not match from here to the end of the file, line 4"));
	}

	@Test
	void tellsFromWhereOnTheFileCouldNotBeRead() throws IOException {
		assertThat(loss("email,note\nada@x.example,\"open\nbob@x.example,x\n"))
			.isEqualTo("It could not be read from line 2 on: correct the quotation marks there");
	}

	@Test
	void marksThatDoNotMatchInTheLastLineLoseNoOtherRow() throws IOException {
		assertThat(loss("email,note\nada@x.example,x\nbob@x.example,\"open\n")).isNull();
		assertThat(loss("email,note\nada@x.example,x\nbob@x.example,\"open")).isNull();
		assertThat(loss("email,note\nada@x.example,\"12\" inch\nbob@x.example,x\n")).isNull();
	}

	@Test
	void tellsOfMarksThatDoNotMatchInOneLine() throws IOException {
		assertThat(read("email,note\nada@x.example,\"12\" inch\n")).extracting(Row::reason)
			.containsExactly("the quotation marks do not match");
	}

	@Test
	void readsTwentyThousandRowsOfOpenMarksAtOnce() throws IOException {
		assertThat(read("email,note\n" + "p1@x.example,\"12 inch\n".repeat(20_000))).singleElement()
			.satisfies((row) -> assertThat(row.reason()).endsWith("line 20001"));
	}

	@Test
	void refusesARowOfMoreCellsThanAnyFileHas() throws IOException {
		assertThat(read("email\n" + ",".repeat(20_000) + "x\nada@x.example\n")).extracting(Row::line, Row::reason)
			.satisfies((rows) -> assertThat(rows).hasSize(2))
			.last()
			.extracting((row) -> row.toList().get(1))
			.isNull();
	}

	@Test
	void showsTheRowAsItIsInTheFile() throws IOException {
		assertThat(read("email,note\nnobody,\"a, b\"\n")).extracting(Row::content).containsExactly("nobody,\"a, b\"");
	}

	@Test
	void showsNoCharacterThatADatabaseRefuses() throws IOException {
		assertThat(read("email,note\nada@x.example,a\0b\n")).extracting(Row::content)
			.containsExactly("ada@x.example,a\uFFFDb");
	}

	@Test
	void skipsRowsAsItReadsThem() throws IOException {
		try (LeadReader reader = open("email,note\n\nada@x.example,\"a\nb\"\n,\nnobody,x\nbob@x.example,x\n")) {
			reader.skip(2);
			assertThat(reader.read()).extracting(Row::line).isEqualTo(7L);
			assertThat(reader.read()).isNull();
		}
	}

	@Test
	void saysBelowWhichLineAFileLeavesItsEncoding() {
		byte[] file = ("email\n" + "ada@x.example\n".repeat(2000) + "zo\u00EB@x.example\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThatIOException().isThrownBy(() -> {
			try (LeadReader reader = LeadReader.open(new ByteArrayInputStream(file), null, null)) {
				reader.skip(3000);
			}
		}).withMessageMatching("It is not in UTF-8, as is seen below line 2001: .*");
	}

	private static List<Row> read(String csv) throws IOException {
		try (LeadReader reader = open(csv)) {
			List<Row> rows = new ArrayList<>();
			for (Row row = reader.read(); row != null; row = reader.read()) {
				rows.add(row);
			}
			return rows;
		}
	}

	private static @Nullable String loss(String csv) throws IOException {
		try (LeadReader reader = open(csv)) {
			reader.skip(3);
			return reader.loss();
		}
	}

	private static LeadReader open(String csv) throws IOException {
		return LeadReader.open(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), null, null);
	}

}
