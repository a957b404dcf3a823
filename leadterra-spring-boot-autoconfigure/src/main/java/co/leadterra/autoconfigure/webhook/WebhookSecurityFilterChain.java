package co.leadterra.autoconfigure.webhook;

import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.function.SingletonSupplier;

/**
 * The filter chain of webhook deliveries, which has no filters. It comes first, whatever
 * the order of others, since none may follow one that takes every request.
 */
class WebhookSecurityFilterChain implements SecurityFilterChain, PriorityOrdered {

	private final SingletonSupplier<RequestMatcher> delivery;

	WebhookSecurityFilterChain(ObjectProvider<WebhookEndpoint> endpoint,
			PathPatternRequestMatcher.Builder matcherBuilder) {
		this.delivery = SingletonSupplier.of(() -> matcher(endpoint.getIfAvailable(), matcherBuilder));
	}

	private static RequestMatcher matcher(@Nullable WebhookEndpoint endpoint,
			PathPatternRequestMatcher.Builder matcherBuilder) {
		return (endpoint != null) ? matcherBuilder.matcher(HttpMethod.POST, endpoint.path()) : (request) -> false;
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		return this.delivery.obtain().matches(request);
	}

	@Override
	public List<Filter> getFilters() {
		return List.of();
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
