package co.leadterra.autoconfigure.metrics;

import co.leadterra.client.http.RetryEvent;
import co.leadterra.client.http.RetryListener;
import co.leadterra.client.internal.NeverBlocking;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts repeated calls as {@code leadterra.client.retries}, with the tags
 * {@code operation} (the method and the path with its variables unfilled) and
 * {@code reason} (see {@link RetryEvent#reason()}).
 */
final class MeteredRetries implements RetryListener, NeverBlocking {

	private final MeterProvider<Counter> counters;

	MeteredRetries(MeterRegistry registry) {
		this.counters = Counter.builder("leadterra.client.retries")
			.description("Calls to Leadterra that were repeated")
			.withRegistry(registry);
	}

	@Override
	public void onRetry(RetryEvent retry) {
		this.counters.withTags("operation", retry.method() + " " + retry.uriTemplate(), "reason", retry.reason())
			.increment();
	}

}
