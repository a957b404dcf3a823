package co.leadterra.samples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

import co.leadterra.client.lead.Lead;
import co.leadterra.samples.csv.LeadReader;
import co.leadterra.samples.csv.Row;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The people to enrol. Their file is read twice: to find out what is wrong with it before
 * anything is sent, and to send it. It is never in memory as a whole.
 */
@Component
class LeadsFile {

	private static final ClassPathResource BUNDLED = new ClassPathResource("leads.csv");

	private final QuickstartProperties properties;

	private final Console console;

	LeadsFile(QuickstartProperties properties, Console console) {
		this.properties = properties;
		this.console = console;
	}

	/**
	 * Says what the columns are, and which rows are no leads.
	 * @return the number of leads
	 */
	int check() {
		int leads = 0;
		int rows = 0;
		try (LeadReader reader = open()) {
			this.console.print("Columns", reader.mapping());
			for (Row row = reader.read(); row != null; row = reader.read()) {
				rows++;
				if (row.lead() != null) {
					leads++;
				}
				else {
					this.console.print("Refused", "line %s: %s".formatted(row.line(), row.reason()));
				}
			}
			if (reader.loss() != null) {
				throw invalid(reader.loss());
			}
		}
		catch (IOException ex) {
			throw invalid(ex.getMessage());
		}
		if (leads == 0) {
			throw invalid((rows == 0) ? "There is no row below the names of the columns" : "No row is a lead");
		}
		return leads;
	}

	/**
	 * Reads the leads, each time anew, as fast as they are asked for.
	 * @return the leads
	 */
	Flux<Lead> leads() {
		return Flux.generate(this::open, LeadsFile::emitNext, LeadsFile::close)
			.subscribeOn(Schedulers.boundedElastic());
	}

	private static LeadReader emitNext(LeadReader reader, SynchronousSink<Lead> sink) {
		try {
			Row row = reader.read();
			while (row != null && row.lead() == null) {
				row = reader.read();
			}
			if (row != null && row.lead() != null) {
				sink.next(row.lead());
			}
			else {
				sink.complete();
			}
		}
		catch (IOException ex) {
			sink.error(ex);
		}
		return reader;
	}

	private static void close(LeadReader reader) {
		try {
			reader.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private LeadReader open() throws IOException {
		return LeadReader.open(this.properties.leads().getInputStream(), this.properties.encoding(),
				this.properties.separator());
	}

	/**
	 * Tells whether these are the people of the demonstration, who do not exist, under
	 * whatever name the file has.
	 * @return whether they are
	 */
	boolean isBundled() {
		try (InputStream bundled = BUNDLED.getInputStream();
				InputStream file = this.properties.leads().getInputStream()) {
			byte[] content = bundled.readAllBytes();
			return Arrays.equals(content, file.readNBytes(content.length + 1));
		}
		catch (IOException ex) {
			throw invalid(ex.getMessage());
		}
	}

	InvalidConfigurationPropertyValueException invalid(@Nullable String reason) {
		return new InvalidConfigurationPropertyValueException("quickstart.leads", this.properties.leads(), reason);
	}

}
