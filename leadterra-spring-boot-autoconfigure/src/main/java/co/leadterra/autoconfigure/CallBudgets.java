package co.leadterra.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import co.leadterra.client.LeadterraClients;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.internal.admission.Bucket4jCallBudget;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The budgets of {@code leadterra.rate-limit}. A budget counts each key by itself, so
 * clients with the same limit share one, and a key that has two names has one budget.
 */
class CallBudgets {

	private final Map<Limit, CallBudget> budgets = new ConcurrentHashMap<>();

	private final ConfigurableBeanFactory beanFactory;

	private final ClientPropertiesBinder properties;

	private final ClientBeans beans;

	CallBudgets(ConfigurableBeanFactory beanFactory, ClientPropertiesBinder properties, ClientBeans beans) {
		this.beanFactory = beanFactory;
		this.properties = properties;
		this.beans = beans;
	}

	// A budget of the application that is for no client is for those without a limit of
	// their own.
	CallBudget get(String client) {
		LeadterraProperties.RateLimit limit = this.properties.get(client).rateLimit();
		LeadterraProperties.RateLimit common = this.properties.get(LeadterraClients.DEFAULT).rateLimit();
		CallBudget own = this.beans.own(CallBudget.class, client);
		boolean hasCommonLimit = Objects.equals(limit.permits(), common.permits())
				&& limit.period().equals(common.period());
		CallBudget budget = (own == null && hasCommonLimit) ? this.beans.shared(CallBudget.class) : own;
		return (budget != null) ? budget : create(client, limit);
	}

	private CallBudget create(String client, LeadterraProperties.RateLimit limit) {
		Integer permits = limit.permits();
		if (permits == null) {
			return CallBudget.unlimited();
		}
		if (!ClassUtils.isPresent("io.github.bucket4j.Bucket", this.beanFactory.getBeanClassLoader())) {
			throw new FailedStart(this.properties).missingBucket4j(client);
		}
		return this.budgets.computeIfAbsent(new Limit(permits, limit.period()),
				(key) -> WithBucket4j.create(key, this.beanFactory));
	}

	void close() {
		this.budgets.values().forEach(WithBucket4j::close);
	}

	private static final class WithBucket4j {

		private static final ResolvableType PROXY_MANAGER = ResolvableType.forClassWithGenerics(AsyncProxyManager.class,
				String.class);

		static CallBudget create(Limit limit, ConfigurableBeanFactory beanFactory) {
			AsyncProxyManager<String> shared = beanFactory.<AsyncProxyManager<String>>getBeanProvider(PROXY_MANAGER)
				.getIfAvailable();
			return (shared != null) ? Bucket4jCallBudget.shared(limit.permits(), limit.period(), shared)
					: Bucket4jCallBudget.inMemory(limit.permits(), limit.period());
		}

		static void close(CallBudget budget) {
			((Bucket4jCallBudget) budget).close();
		}

	}

	/**
	 * A limit of calls.
	 *
	 * @param permits number of calls in a period
	 * @param period the period
	 */
	private record Limit(int permits, Duration period) {

	}

}
