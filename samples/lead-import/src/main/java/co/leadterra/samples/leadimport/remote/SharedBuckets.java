package co.leadterra.samples.leadimport.remote;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.Request;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps the budget of calls in PostgreSQL, for all workers. Bucket4j asks databases only
 * in the thread of the call, which here must not wait; so other threads do.
 */
class SharedBuckets extends PostgreSQLSelectForUpdateBasedProxyManager<String> {

	private final Executor threads = Schedulers.boundedElastic()::schedule;

	SharedBuckets(DataSource dataSource) {
		super(Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
			.table("call_budget")
			.idColumn("name")
			.stateColumn("state")
			.primaryKeyMapper(PrimaryKeyMapper.STRING));
	}

	@Override
	public boolean isAsyncModeSupported() {
		return true;
	}

	@Override
	public <T> CompletableFuture<CommandResult<T>> executeAsync(String name, Request<T> request) {
		return CompletableFuture.supplyAsync(() -> execute(name, request), this.threads);
	}

}
