package co.leadterra.samples.leadimport.remote;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import co.leadterra.samples.leadimport.Fence;
import co.leadterra.samples.leadimport.ImportProperties;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/**
 * Who is at which range, and until when nobody else may be. Time is that of the database,
 * and a process is known by the name that its connections have there. Spring Batch has
 * nothing of the kind: to it, a step that was started runs until it says that it ended.
 */
@Repository
@ConditionalOnProperty("import.role")
class Leases implements Fence {

	private static final String RUNNING = "status IN ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')";

	private static final int MILLIS = 1000;

	private static final RowMapper<Long> ID = (row, number) -> row.getLong(1);

	private final Map<Long, Long> tokens = new ConcurrentHashMap<>();

	private final JdbcTemplate jdbc;

	private final long millis;

	Leases(DataSource dataSource, ImportProperties properties) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.millis = properties.lease().toMillis();
	}

	/**
	 * Returns the name of this process.
	 * @return the name
	 */
	String owner() {
		return String.valueOf(this.jdbc.queryForObject("SELECT current_setting('application_name')", String.class));
	}

	/**
	 * Takes a range.
	 * @param step the step execution's identifier
	 * @return whether nobody had it
	 */
	boolean take(long step) {
		if (this.tokens.containsKey(step)) {
			return false;
		}
		List<Long> token = this.jdbc.query("""
				INSERT INTO range_lease (step_execution_id, owner, heard_at, expires_at)
				VALUES (?, current_setting('application_name'), clock_timestamp(),
					clock_timestamp() + ? * interval '1 millisecond')
				ON CONFLICT DO NOTHING RETURNING token""", ID, step, this.millis);
		token.forEach((number) -> this.tokens.put(step, number));
		return !token.isEmpty();
	}

	/**
	 * Renews what this process has. What it could not let go, because the database was
	 * away, expires.
	 */
	void renew() {
		this.jdbc.update("""
				UPDATE range_lease SET heard_at = clock_timestamp(),
					expires_at = clock_timestamp() + ? * interval '1 millisecond'
				WHERE token = ANY (?)""", this.millis,
				this.tokens.values().stream().mapToLong(Long::longValue).toArray());
	}

	// the lock does not hinder renewing, but keeps the manager from giving the range away
	@Override
	public void check(StepExecution step) {
		Long token = this.tokens.get(step.getId());
		if (token == null || this.jdbc
			.queryForList("SELECT 1 FROM range_lease WHERE step_execution_id = ? AND token = ? FOR KEY SHARE",
					Integer.class, step.getId(), token)
			.isEmpty()) {
			throw new OptimisticLockingFailureException("Another worker has been given the range");
		}
	}

	/**
	 * Lets a range go.
	 * @param step the step execution's identifier
	 * @param over whether nothing is left to do, or the manager shall give it to another
	 */
	void release(long step, boolean over) {
		Long token = this.tokens.get(step);
		try {
			this.jdbc.update(over ? "DELETE FROM range_lease WHERE step_execution_id = ? AND token = ?" : """
					UPDATE range_lease SET owner = NULL, expires_at = '-infinity'
					WHERE step_execution_id = ? AND token = ?""", step, token);
		}
		finally {
			this.tokens.remove(step);
		}
	}

	/**
	 * Takes back the ranges of workers that were not heard of in time. What such a worker
	 * still has open in the database is ended first: it may be asleep in the middle of a
	 * transaction. One whose lease expires after that is left for the next time.
	 * @param job the job execution's identifier
	 * @return the step executions that somebody else has to go on with
	 */
	List<Long> takeBack(long job) {
		this.jdbc.queryForList("""
				SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name IN
					(SELECT owner FROM range_lease WHERE expires_at < clock_timestamp())""");
		return this.jdbc.query("""
				WITH gone AS (DELETE FROM range_lease WHERE token IN
					(SELECT token FROM range_lease JOIN batch_step_execution USING (step_execution_id)
						WHERE job_execution_id = ? AND expires_at < clock_timestamp()
						FOR UPDATE OF range_lease SKIP LOCKED)
					RETURNING step_execution_id)
				SELECT step_execution_id FROM gone JOIN batch_step_execution USING (step_execution_id)
				WHERE %s ORDER BY 1""".formatted(RUNNING), ID, job);
	}

	/**
	 * Returns the ranges at which nobody is.
	 * @param job the job execution's identifier
	 * @return the step executions
	 */
	List<Long> untaken(long job) {
		return this.jdbc.query("""
				SELECT step_execution_id FROM batch_step_execution LEFT JOIN range_lease USING (step_execution_id)
				WHERE job_execution_id = ? AND step_name LIKE 'enroll:%%' AND token IS NULL AND %s ORDER BY 1"""
			.formatted(RUNNING), ID, job);
	}

	/**
	 * Returns who is at work.
	 * @param job the job execution's identifier
	 * @return the workers, in the order of the file
	 */
	List<WorkerState> workers(long job) {
		return this.jdbc.query("""
				SELECT owner, step_name, write_count, EXTRACT(EPOCH FROM clock_timestamp() - heard_at) AS silence
				FROM range_lease JOIN batch_step_execution USING (step_execution_id)
				WHERE job_execution_id = ? ORDER BY step_execution_id""",
				(row, number) -> new WorkerState(row.getString("owner"), row.getString("step_name"),
						row.getLong("write_count"), Duration.ofMillis((long) (row.getDouble("silence") * MILLIS))),
				job);
	}

	/**
	 * Notes that an import has a manager, or had one until it died: workers stay.
	 * @param importName what is imported
	 */
	void open(String importName) {
		this.jdbc.update("INSERT INTO managed_import (name) VALUES (?) ON CONFLICT DO NOTHING", importName);
	}

	void close(String importName) {
		this.jdbc.update("DELETE FROM managed_import WHERE name = ?", importName);
	}

	boolean anyOpen() {
		return Boolean.TRUE
			.equals(this.jdbc.queryForObject("SELECT EXISTS (SELECT FROM managed_import)", Boolean.class));
	}

}
