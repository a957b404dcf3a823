package co.leadterra.samples.leadimport;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.TransactionException;

/**
 * Tells whether something failed for want of the database, which another attempt may
 * find.
 */
public final class DatabaseFailure {

	private DatabaseFailure() {
	}

	/**
	 * Looks for the database among the causes of a failure.
	 * @param failure the failure
	 * @return whether it is worth another attempt
	 */
	public static boolean isBehind(Throwable failure) {
		List<Throwable> causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
		return causes.stream()
			.anyMatch((cause) -> cause instanceof SQLException || cause instanceof DataAccessException
					|| cause instanceof TransactionException)
				&& causes.stream()
					.noneMatch((cause) -> cause instanceof DataIntegrityViolationException
							|| cause instanceof InvalidDataAccessResourceUsageException);
	}

}
