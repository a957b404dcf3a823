package co.leadterra.samples.leadimport;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

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

	private final Connection connection;

	PostgresLock(DataSource dataSource) throws SQLException {
		this.connection = dataSource.getConnection();
	}

	/**
	 * Takes the lock, and keeps it to the end of the process.
	 * @param importName what is imported
	 * @return whether no other process has it
	 */
	boolean acquire(String importName) {
		try (PreparedStatement statement = this.connection
			.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
			statement.setString(1, importName);
			try (ResultSet result = statement.executeQuery()) {
				return result.next() && result.getBoolean(1);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("PostgreSQL could not be asked for the lock", ex);
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
