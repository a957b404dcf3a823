package co.leadterra.samples.leadimport;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes sure that an import that looks as if it were running is in truth dead: a lock of
 * PostgreSQL lives as long as the connection that took it. H2 needs none, since only one
 * process can open its file.
 */
@Component
@Profile("postgresql")
class PostgresLock implements AutoCloseable {

	private final DataSource dataSource;

	private @Nullable Connection connection;

	PostgresLock(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Takes the lock, and keeps it to the end of the process.
	 * @param importName what is imported
	 * @return whether no other process has it
	 */
	boolean acquire(String importName) {
		try {
			Connection current = this.connection;
			if (current == null || !current.isValid(1)) {
				close();
				current = this.dataSource.getConnection();
				this.connection = current;
			}
			try (PreparedStatement statement = current
				.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
				statement.setString(1, importName);
				try (ResultSet result = statement.executeQuery()) {
					return result.next() && result.getBoolean(1);
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("PostgreSQL could not be asked for the lock", ex);
		}
	}

	@Override
	public void close() throws SQLException {
		if (this.connection != null) {
			this.connection.close();
		}
	}

}
