package co.leadterra.autoconfigure.health;

import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.client.internal.Forgetful;
import co.leadterra.health.LeadterraHealthIndicator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * The health of all clients. A servlet application asks for one after the other: the
 * first then waits for all, so that they take the time of one.
 */
class ClientsHealthContributor implements CompositeReactiveHealthContributor, Forgetful {

	private final Map<String, LeadterraHealthIndicator> indicators;

	ClientsHealthContributor(Map<String, LeadterraHealthIndicator> indicators) {
		this.indicators = indicators;
	}

	@Override
	public @Nullable ReactiveHealthContributor getContributor(String name) {
		return this.indicators.get(name);
	}

	@Override
	public Stream<ReactiveHealthContributors.Entry> stream() {
		return this.indicators.entrySet()
			.stream()
			.map((entry) -> new ReactiveHealthContributors.Entry(entry.getKey(),
					(ReactiveHealthIndicator) () -> withAll(entry.getValue())));
	}

	@Override
	public void forget() {
		this.indicators.values().forEach(LeadterraHealthIndicator::forget);
	}

	private Mono<Health> withAll(LeadterraHealthIndicator indicator) {
		return Mono.when(this.indicators.values().stream().map(LeadterraHealthIndicator::health).toList())
			.then(Mono.defer(indicator::health));
	}

}
