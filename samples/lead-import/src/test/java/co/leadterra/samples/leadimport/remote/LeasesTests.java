package co.leadterra.samples.leadimport.remote;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import co.leadterra.samples.leadimport.ImportProperties;
import co.leadterra.samples.leadimport.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Leases}.
 */
@Tag("thorough")
class LeasesTests {

	private static final StepExecution STEP = new StepExecution(3, "enroll:1-500",
			new JobExecution(2, new JobInstance(1, "lead-import"), new JobParameters()));

	private static PostgresServer postgres;

	private static JdbcTemplate jdbc;

	private final Leases manager = leases("manager", Duration.ofMinutes(1));

	@BeforeAll
	static void start() throws IOException {
		postgres = PostgresServer.start();
		jdbc = new JdbcTemplate(new DriverManagerDataSource(postgres.url()));
		new ResourceDatabasePopulator(true, false, null,
				new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql"),
				new ClassPathResource("schema-remote.sql"))
			.execute(new DriverManagerDataSource(postgres.url()));
		jdbc.execute(
				"""
						INSERT INTO batch_job_instance (job_instance_id, version, job_name, job_key) VALUES (1, 0, 'lead-import', '');
						INSERT INTO batch_job_execution (job_execution_id, version, job_instance_id, create_time, status)
							VALUES (2, 0, 1, now(), 'STARTED')""");
	}

	@AfterAll
	static void stop() throws IOException {
		postgres.close();
	}

	@BeforeEach
	void begin() {
		jdbc.execute("""
				DELETE FROM range_lease;
				DELETE FROM batch_step_execution;
				INSERT INTO batch_step_execution
					(step_execution_id, version, step_name, job_execution_id, create_time, status, write_count)
					VALUES (3, 0, 'enroll:1-500', 2, now(), 'STARTED', 50)""");
	}

	@Test
	void oneWorkerHasARange() {
		assertThat(this.manager.untaken(2)).containsExactly(3L);
		assertThat(leases("one", Duration.ofMinutes(1)).take(3)).isTrue();
		assertThat(leases("two", Duration.ofMinutes(1)).take(3)).isFalse();
		assertThat(this.manager.untaken(2)).isEmpty();
		assertThat(this.manager.takeBack(2)).isEmpty();
		assertThat(this.manager.workers(2)).extracting(WorkerState::worker, WorkerState::rows)
			.containsExactly(tuple("one", 50L));
	}

	@Test
	void aWorkerThatWasNotHeardOfCanNeitherStoreNorSend() {
		Leases asleep = leases("asleep", Duration.ofMillis(1));
		asleep.take(3);
		assertThat(takenBack()).containsExactly(3L);
		assertThat(leases("next", Duration.ofMinutes(1)).take(3)).isTrue();
		asleep.renew();
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> asleep.check(STEP));
		asleep.release(3, true);
		assertThat(this.manager.workers(2)).extracting(WorkerState::worker).containsExactly("next");
	}

	@Test
	void whatItHasOpenIsEndedInsteadOfWaitedFor() throws SQLException {
		SingleConnectionDataSource connection = new SingleConnectionDataSource(url("asleep"), true);
		Leases asleep = new Leases(connection, properties(Duration.ofMillis(1)));
		asleep.take(3);
		try (Connection transaction = connection.getConnection()) {
			transaction.setAutoCommit(false);
			asleep.check(STEP);
			assertThat(takenBack()).containsExactly(3L);
			assertThatExceptionOfType(SQLException.class).isThrownBy(transaction::commit);
		}
		finally {
			connection.destroy();
		}
	}

	@Test
	void whatExpiresTooLateToBeEndedIsNotWaitedFor() throws SQLException {
		leases("asleep", Duration.ofMillis(1)).take(3);
		try (Connection transaction = new DriverManagerDataSource(url("not to be ended")).getConnection()) {
			transaction.setAutoCommit(false);
			transaction.createStatement().execute("SELECT 1 FROM range_lease FOR KEY SHARE");
			assertThat(CompletableFuture.supplyAsync(() -> this.manager.takeBack(2)))
				.succeedsWithin(Duration.ofSeconds(20))
				.isEqualTo(List.of());
		}
		assertThat(takenBack()).containsExactly(3L);
	}

	@Test
	void aCheckedLeaseCanStillBeRenewed() {
		DataSource connections = new DriverManagerDataSource(url("worker"));
		Leases worker = new Leases(connections, properties(Duration.ofMinutes(1)));
		worker.take(3);
		new TransactionTemplate(new DataSourceTransactionManager(connections)).executeWithoutResult((transaction) -> {
			worker.check(STEP);
			assertThat(CompletableFuture.runAsync(worker::renew)).succeedsWithin(Duration.ofSeconds(20));
		});
	}

	@Test
	void aWorkerThatIsHeardOfKeepsItsRange() {
		Leases worker = leases("worker", Duration.ofMinutes(1));
		worker.take(3);
		jdbc.update("UPDATE range_lease SET expires_at = now()");
		worker.renew();
		assertThat(this.manager.takeBack(2)).isEmpty();
		assertThat(this.manager.workers(2)).extracting(WorkerState::worker).containsExactly("worker");
	}

	@Test
	void whatAWorkerCouldNotLetGoExpiresThoughItIsHeardOf() {
		Leases worker = leases("worker", Duration.ofMinutes(1));
		worker.take(3);
		jdbc.execute("ALTER TABLE range_lease RENAME TO away");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> worker.release(3, false));
		jdbc.execute("ALTER TABLE away RENAME TO range_lease");
		jdbc.update("UPDATE range_lease SET expires_at = now()");
		worker.renew();
		assertThat(this.manager.takeBack(2)).containsExactly(3L);
	}

	@Test
	void whatIsHandedBackIsGivenToAnother() {
		Leases worker = leases("worker", Duration.ofMinutes(1));
		worker.take(3);
		worker.release(3, false);
		assertThat(this.manager.takeBack(2)).containsExactly(3L);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> worker.check(STEP));
	}

	@Test
	void whatIsDoneIsNotGivenAgain() {
		leases("asleep", Duration.ofMillis(1)).take(3);
		jdbc.update("UPDATE batch_step_execution SET status = 'COMPLETED'");
		List<Long> givenAgain = new ArrayList<>();
		Awaitility.await().until(() -> {
			givenAgain.addAll(this.manager.takeBack(2));
			return this.manager.workers(2).isEmpty();
		});
		assertThat(givenAgain).isEmpty();
	}

	private List<Long> takenBack() {
		return Awaitility.await().until(() -> this.manager.takeBack(2), (steps) -> !steps.isEmpty());
	}

	private static Leases leases(String owner, Duration lease) {
		return new Leases(new DriverManagerDataSource(url(owner)), properties(lease));
	}

	private static String url(String owner) {
		return postgres.url() + "&ApplicationName=" + owner;
	}

	private static ImportProperties properties(Duration lease) {
		return new ImportProperties(null, null, null, null, null, 1, 1, null, lease);
	}

}
