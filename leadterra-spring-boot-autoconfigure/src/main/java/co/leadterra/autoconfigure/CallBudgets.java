package co.leadterra.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import co.leadterra.client.http.CallBudget;

/**
 * The budgets of {@code leadterra.rate-limit}. A budget counts each key by itself, so
 * clients with the same limit share one, and a key that has two names has one budget.
 */
class CallBudgets {

	private final Map<Limit, CallBudget> budgets = new ConcurrentHashMap<>();

	private final Function<Limit, CallBudget> factory;

	CallBudgets(Function<Limit, CallBudget> factory) {
		this.factory = factory;
	}

	CallBudget get(LeadterraClientProperties.RateLimit properties) {
		Integer permits = properties.getPermits();
		return (permits != null)
				? this.budgets.computeIfAbsent(new Limit(permits, properties.getPeriod()), this.factory)
				: CallBudget.unlimited();
	}

	/**
	 * A limit of calls.
	 *
	 * @param permits number of calls in a period
	 * @param period the period
	 */
	record Limit(int permits, Duration period) {

	}

}
