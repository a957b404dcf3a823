package co.leadterra.samples.leadimport.remote;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.postgresql.jdbc.PgConnection;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.integration.jdbc.channel.PostgresChannelMessageTableSubscriber;
import org.springframework.integration.jdbc.channel.PostgresSubscribableChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.messaging.MessageHandler;

/**
 * Messages in a table of the PostgreSQL that is there already. Each thread takes one when
 * it is done with the one before. A manager only sends, and does not listen.
 */
class PostgresRangeChannel extends PostgresSubscribableChannel implements RangeChannel {

	private static final String GROUP = "ranges";

	private final JdbcChannelMessageStore messages;

	private final PostgresChannelMessageTableSubscriber listener;

	PostgresRangeChannel(DataSource dataSource, JdbcConnectionDetails database, Executor threads) {
		this(messages(dataSource), new PostgresChannelMessageTableSubscriber(() -> connect(database)), threads);
	}

	private PostgresRangeChannel(JdbcChannelMessageStore messages, PostgresChannelMessageTableSubscriber listener,
			Executor threads) {
		super(messages, GROUP, listener);
		setDispatcherExecutor(threads);
		this.messages = messages;
		this.listener = listener;
	}

	private static JdbcChannelMessageStore messages(DataSource dataSource) {
		JdbcChannelMessageStore messages = new JdbcChannelMessageStore(dataSource);
		messages.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
		messages.setRegion("lead-import");
		messages.addAllowedPatterns("java.lang.*", "java.util.*", "org.springframework.messaging.*",
				"org.springframework.integration.*", "org.springframework.batch.integration.partition.*");
		messages.afterPropertiesSet();
		return messages;
	}

	// waits for the database itself, since the listener would ask again at once
	private static PgConnection connect(JdbcConnectionDetails database) throws SQLException {
		Waiting waiting = new Waiting();
		while (true) {
			try {
				return DriverManager
					.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword())
					.unwrap(PgConnection.class);
			}
			catch (SQLException ex) {
				waiting.because(ex);
				try {
					TimeUnit.SECONDS.sleep(1);
				}
				catch (InterruptedException interruption) {
					Thread.currentThread().interrupt();
					throw ex;
				}
			}
		}
	}

	@Override
	public boolean subscribe(MessageHandler worker) {
		try {
			this.listener.start();
		}
		catch (IllegalStateException ex) {
			// not connected within 5 s, as happens where many start at a time; it goes on
			// connecting
		}
		return super.subscribe(worker);
	}

	@Override
	public long waiting() {
		return this.messages.messageGroupSize(GROUP);
	}

	@Override
	public void destroy() {
		super.destroy();
		this.listener.stop();
	}

}
