package co.leadterra.samples.leadimport;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why two imports cannot run at a time on one H2 file.
 */
class DatabaseInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	private static final int DATABASE_ALREADY_OPEN = 90020;

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		return (cause.getErrorCode() == DATABASE_ALREADY_OPEN) ? new FailureAnalysis(
				"Another import is running: it holds the database of the job repository.",
				"Wait for its end, give this one a database of its own by --spring.datasource.url, or use PostgreSQL.",
				cause) : null;
	}

}
