package co.leadterra.autoconfigure;

import java.time.Duration;

import co.leadterra.client.http.Bucket4jCallBudget;
import co.leadterra.client.http.CallBudget;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The budget of {@code leadterra.rate-limit}, if there is one: kept in memory, or where
 * the application's proxy manager leads to.
 */
final class CallBudgetConfiguration {

	private CallBudgetConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Bucket.class)
	static class WithBucket4j {

		@Bean
		@ConditionalOnMissingBean
		CallBudget leadterraCallBudget(LeadterraProperties properties,
				ObjectProvider<AsyncProxyManager<String>> proxyManager) {
			Integer permits = properties.getRateLimit().getPermits();
			if (permits == null) {
				return CallBudget.unlimited();
			}
			Duration period = properties.getRateLimit().getPeriod();
			AsyncProxyManager<String> shared = proxyManager.getIfAvailable();
			return (shared != null) ? Bucket4jCallBudget.shared(permits, period, shared)
					: Bucket4jCallBudget.inMemory(permits, period);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(CallBudget.class)
	static class WithoutBucket4j {

		@Bean
		CallBudget leadterraCallBudget(LeadterraProperties properties) {
			if (properties.getRateLimit().getPermits() != null) {
				throw new MissingBucket4jException();
			}
			return CallBudget.unlimited();
		}

	}

}
