package co.leadterra.samples.csv;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link Place}.
 */
class PlaceProperties {

	@Property(tries = 500)
	void rowsFromAPlaceAreThoseThatFollow(@ForAll("rows") List<String> rows, @ForAll("encodings") String encoding,
			@ForAll("lineEnds") String lineEnd) throws IOException {
		byte[] file = file(rows, Charset.forName(encoding), lineEnd);
		List<Place> places = new ArrayList<>();
		List<Row> all = new ArrayList<>();
		try (LeadReader reader = open(file, encoding)) {
			Place place = reader.place();
			for (Row row = reader.read(); row != null; row = reader.read()) {
				places.add(Objects.requireNonNull(place));
				all.add(row);
				place = reader.place();
			}
		}
		for (int i = 0; i < places.size(); i++) {
			try (LeadReader opened = open(file, encoding)) {
				int offset = (int) places.get(i).offset();
				LeadReader rest = opened.at(new ByteArrayInputStream(file, offset, file.length - offset),
						places.get(i));
				assertThat(rest.read()).isEqualTo(all.get(i));
			}
		}
	}

	@Example
	void knowsNoPlaceWhereBytesDependOnThoseBeforeThem() throws IOException {
		try (LeadReader reader = open(file(List.of("ada@x.example,\u65E5"), Charset.forName("ISO-2022-JP"), "\n"),
				"ISO-2022-JP")) {
			assertThat(reader.place()).isNull();
			assertThat(reader.read()).isNotNull();
		}
	}

	@Provide
	Arbitrary<List<String>> rows() {
		// long enough to reach over the blocks in which a file is read
		return Arbitraries
			.of("ada@x.example,a", "bob@x.example,\"a\nb\"", "cyd@x.example,\u65E5\u672C", "", ",",
					"dan@x.example,\"" + "\u65E5\u672C.".repeat(1500) + "\"", "nobody")
			.list()
			.ofMaxSize(12);
	}

	@Provide
	Arbitrary<String> encodings() {
		return Arbitraries.of("UTF-8", "UTF-16LE", "UTF-16BE", "Shift_JIS", "GB18030", "EUC-JP");
	}

	@Provide
	Arbitrary<String> lineEnds() {
		return Arbitraries.of("\n", "\r\n", "\r");
	}

	private static byte[] file(List<String> rows, Charset encoding, String lineEnd) throws IOException {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		if (encoding.name().startsWith("UTF")) {
			file.write("\uFEFF".getBytes(encoding));
		}
		file.write(("email,note\n" + String.join("\n", rows)).replace("\n", lineEnd).getBytes(encoding));
		return file.toByteArray();
	}

	private static LeadReader open(byte[] file, String encoding) throws IOException {
		return LeadReader.open(new ByteArrayInputStream(file), Charset.forName(encoding), null);
	}

}
