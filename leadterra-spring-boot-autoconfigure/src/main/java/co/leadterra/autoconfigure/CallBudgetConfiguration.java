package co.leadterra.autoconfigure;

import co.leadterra.client.internal.admission.Bucket4jCallBudget;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps the budgets of {@code leadterra.rate-limit} in memory, or where the application's
 * proxy manager leads to.
 */
final class CallBudgetConfiguration {

	private CallBudgetConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Bucket.class)
	static class WithBucket4j {

		@Bean
		CallBudgets leadterraCallBudgets(ObjectProvider<AsyncProxyManager<String>> proxyManager) {
			return new CallBudgets((limit) -> {
				AsyncProxyManager<String> shared = proxyManager.getIfAvailable();
				return (shared != null) ? Bucket4jCallBudget.shared(limit.permits(), limit.period(), shared)
						: Bucket4jCallBudget.inMemory(limit.permits(), limit.period());
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("io.github.bucket4j.Bucket")
	static class WithoutBucket4j {

		@Bean
		CallBudgets leadterraCallBudgets() {
			return new CallBudgets((limit) -> {
				throw new MissingBucket4jException();
			});
		}

	}

}
