package co.leadterra.samples.leadimport.remote;

import javax.sql.DataSource;

import co.leadterra.samples.leadimport.ImportProgress;
import co.leadterra.samples.leadimport.ImportProperties;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;

import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.integration.partition.BeanFactoryStepLocator;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A manager's way to its workers, and what they share: messages in a table of PostgreSQL,
 * and the budget of calls.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("import.role")
class RemoteConfiguration {

	RemoteConfiguration(ImportProperties properties, Environment environment) {
		if (!environment.acceptsProfiles(Profiles.of("postgresql"))) {
			throw new InvalidConfigurationPropertyValueException("import.role", properties.role(),
					"A manager and its workers need PostgreSQL: --spring.profiles.active=postgresql");
		}
	}

	@Bean
	ThreadPoolTaskExecutor rangeThreads(ImportProperties properties) {
		ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
		threads.setCorePoolSize(properties.partitions());
		threads.setThreadNamePrefix("range-");
		return threads;
	}

	@Bean
	@Fallback
	RangeChannel requests(DataSource dataSource, JdbcConnectionDetails database, ThreadPoolTaskExecutor rangeThreads) {
		return new PostgresRangeChannel(dataSource, database, rangeThreads);
	}

	@Bean
	AsyncProxyManager<String> sharedBudget(DataSource dataSource) {
		return new SharedBuckets(dataSource).asAsync();
	}

	@Bean
	@ConditionalOnProperty(name = "import.role", havingValue = "manager")
	WatchedPartitionHandler partitionHandler(JobRepository repository, RangeChannel requests, Leases leases,
			ImportProgress progress) {
		return new WatchedPartitionHandler(repository, requests, leases, progress);
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
