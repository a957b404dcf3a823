package co.leadterra.autoconfigure.webhook;

import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.function.SingletonSupplier;

/**
 * The filter chain of webhook deliveries, which has no filters. It comes first, whatever
 * the order of others, since none may follow one that takes every request.
 */
class WebhookSecurityFilterChain implements SecurityFilterChain, PriorityOrdered {

	private final SingletonSupplier<ServletWebhookMapping> mapping;

	WebhookSecurityFilterChain(ObjectProvider<ServletWebhookMapping> mapping) {
		this.mapping = SingletonSupplier.ofNullable(mapping::getIfAvailable);
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		ServletWebhookMapping present = this.mapping.get();
		return present != null && present.isDelivery(request);
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
