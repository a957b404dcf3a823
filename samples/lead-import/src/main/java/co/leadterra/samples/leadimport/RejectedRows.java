package co.leadterra.samples.leadimport;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import co.leadterra.samples.csv.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the rejected rows of each import in the database of the job repository until the
 * skip file is written.
 */
@Repository
class RejectedRows {

	static final int PART = 10_000;

	private static final int FETCH_SIZE = 500;

	private final JdbcTemplate jdbc;

	RejectedRows(DataSource dataSource) {
		this.jdbc = new JdbcTemplate(dataSource);
		// without it the driver of PostgreSQL reads all rows at once
		this.jdbc.setFetchSize(FETCH_SIZE);
	}

	/**
	 * Stores rows, in place of what an earlier attempt stored for the same lines. They
	 * are committed before their chunk is: Spring Batch stores the place in the file even
	 * if the commit of the chunk failed.
	 * @param range what the rows belong to
	 * @param fence is asked in the transaction that stores them, since a process may have
	 * been asleep before it
	 * @param rows the rejected rows
	 */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	void save(StepExecution range, Fence fence, Collection<Row> rows) {
		fence.check(range);
		long jobInstanceId = range.getJobExecution().getJobInstanceId();
		this.jdbc.batchUpdate("DELETE FROM rejected_row WHERE job_instance_id = ? AND line = ?",
				rows.stream().map((row) -> new Object[] { jobInstanceId, row.line() }).toList());
		this.jdbc.batchUpdate("INSERT INTO rejected_row (job_instance_id, line, reason, content) VALUES (?, ?, ?, ?)",
				rows.stream()
					.map((row) -> new Object[] { jobInstanceId, row.line(), storable(row.reason()), row.content() })
					.toList());
	}

	// PostgreSQL has no place for it; the reason may be a text of Leadterra's
	private static String storable(@Nullable String text) {
		return String.valueOf(text).replace('\0', '\uFFFD');
	}

	/**
	 * Deletes the first rows, a part of them: a million in one transaction take H2
	 * minutes and a heap of 64 MB.
	 * @param jobInstanceId the import
	 * @return whether there were any
	 */
	boolean deletePart(long jobInstanceId) {
		// as a part of the deletion H2 would look for these lines again with each row
		List<@Nullable Long> lines = this.jdbc.queryForList(
				"SELECT line FROM rejected_row WHERE job_instance_id = ? ORDER BY job_instance_id, line FETCH FIRST %s ROWS ONLY"
					.formatted(PART),
				Long.class, jobInstanceId);
		if (!lines.isEmpty()) {
			this.jdbc.update("DELETE FROM rejected_row WHERE job_instance_id = ? AND line <= ?", jobInstanceId,
					lines.get(lines.size() - 1));
		}
		return !lines.isEmpty();
	}

	/**
	 * Returns the rows in the order of the file, one by one if there is a transaction.
	 * @param jobInstanceId the import
	 * @return the rejected rows, to be closed
	 */
	Stream<Row> stream(long jobInstanceId) {
		return this.jdbc.queryForStream(
				"SELECT line, reason, content FROM rejected_row WHERE job_instance_id = ? ORDER BY line",
				(row, number) -> Row.rejected(row.getLong("line"), row.getString("content"), row.getString("reason")),
				jobInstanceId);
	}

}
