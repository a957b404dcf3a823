package co.leadterra.samples.leadimport.remote;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import co.leadterra.samples.leadimport.ImportProgress;
import co.leadterra.samples.leadimport.ImportProperties;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import org.postgresql.jdbc.PgConnection;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.integration.partition.BeanFactoryStepLocator;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.integration.jdbc.channel.PostgresChannelMessageTableSubscriber;
import org.springframework.integration.jdbc.channel.PostgresSubscribableChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A manager's way to its workers, and what they share: messages in a table of PostgreSQL,
 * and the budget of calls.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("import.role")
class RemoteConfiguration {

	private static final String GROUP = "ranges";

	RemoteConfiguration(ImportProperties properties, Environment environment) {
		if (!environment.acceptsProfiles(Profiles.of("postgresql"))) {
			throw new InvalidConfigurationPropertyValueException("import.role", properties.role(),
					"A manager and its workers need PostgreSQL: --spring.profiles.active=postgresql");
		}
	}

	@Bean
	JdbcChannelMessageStore messages(DataSource dataSource) {
		JdbcChannelMessageStore messages = new JdbcChannelMessageStore(dataSource);
		messages.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
		messages.setRegion("lead-import");
		messages.addAllowedPatterns("java.lang.*", "java.util.*", "org.springframework.messaging.*",
				"org.springframework.integration.*", "org.springframework.batch.integration.partition.*");
		return messages;
	}

	@Bean
	@ConditionalOnProperty(name = "import.role", havingValue = "worker")
	PostgresChannelMessageTableSubscriber subscriber(JdbcConnectionDetails database) {
		return new PostgresChannelMessageTableSubscriber(() -> connect(database));
	}

	// waits for the database itself, since the subscriber would ask again at once
	private static PgConnection connect(JdbcConnectionDetails database) throws SQLException {
		while (true) {
			try {
				return DriverManager
					.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword())
					.unwrap(PgConnection.class);
			}
			catch (SQLException ex) {
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

	@Bean
	ThreadPoolTaskExecutor rangeThreads(ImportProperties properties) {
		ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
		threads.setCorePoolSize(properties.partitions());
		threads.setThreadNamePrefix("range-");
		return threads;
	}

	// each thread takes a message when it is done with the one before
	@Bean
	PostgresSubscribableChannel requests(JdbcChannelMessageStore messages,
			ObjectProvider<PostgresChannelMessageTableSubscriber> subscriber, JdbcConnectionDetails database,
			ThreadPoolTaskExecutor rangeThreads) {
		// a manager only sends, and never starts it
		PostgresSubscribableChannel channel = new PostgresSubscribableChannel(messages, GROUP,
				subscriber.getIfAvailable(() -> new PostgresChannelMessageTableSubscriber(() -> connect(database))));
		channel.setDispatcherExecutor(rangeThreads);
		return channel;
	}

	@Bean
	AsyncProxyManager<String> sharedBudget(DataSource dataSource) {
		return new SharedBuckets(dataSource).asAsync();
	}

	@Bean
	@ConditionalOnProperty(name = "import.role", havingValue = "manager")
	WatchedPartitionHandler partitionHandler(JobRepository repository, SubscribableChannel requests,
			JdbcChannelMessageStore messages, Leases leases, ImportProgress progress) {
		return new WatchedPartitionHandler(repository, new MessagingTemplate(requests), leases,
				() -> messages.messageGroupSize(GROUP), progress);
	}

	@Bean
	@ConditionalOnProperty(name = "import.role", havingValue = "worker")
	StepExecutionRequestHandler requestHandler(JobRepository repository, BeanFactoryStepLocator steps) {
		StepExecutionRequestHandler handler = new StepExecutionRequestHandler();
		handler.setJobRepository(repository);
		handler.setStepLocator(steps);
		return handler;
	}

	@Bean
	BeanFactoryStepLocator steps() {
		return new BeanFactoryStepLocator();
	}

	@Bean
	@ConditionalOnProperty(name = "import.role", havingValue = "worker")
	static FencedJobRepository fencedJobRepository(BeanFactory beans) {
		return new FencedJobRepository(beans);
	}

}
