package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.util.concurrent.Callable;

import co.leadterra.samples.csv.LeadReader;
import co.leadterra.samples.csv.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;

/**
 * Reads the rows of a range, and knows its place in it.
 */
class CsvRowReader extends AbstractItemCountingItemStreamItemReader<Row> {

	private final Callable<LeadReader> file;

	private @Nullable LeadReader rows;

	CsvRowReader(Callable<LeadReader> file) {
		this.file = file;
	}

	@Override
	protected void doOpen() throws Exception {
		this.rows = this.file.call();
	}

	@Override
	protected @Nullable Row doRead() throws IOException {
		return rows().read();
	}

	// what is inherited stops at the end of the range instead of reaching its start
	@Override
	protected void jumpToItem(int count) throws IOException {
		rows().skip(count);
	}

	private LeadReader rows() {
		if (this.rows == null) {
			throw new IllegalStateException("The file is not open");
		}
		return this.rows;
	}

	@Override
	protected void doClose() throws IOException {
		if (this.rows != null) {
			this.rows.close();
		}
	}

}
