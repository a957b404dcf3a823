package co.leadterra.autoconfigure.webhook;

import java.util.Map;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.http.HttpMethod;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Takes the path of the endpoint as it is written, before all mappings of the
 * application, whose API versions it does not know.
 */
class ServletWebhookMapping extends SimpleUrlHandlerMapping implements PriorityOrdered {

	private final @Nullable WebhookEndpoint endpoint;

	ServletWebhookMapping(@Nullable WebhookEndpoint endpoint) {
		super((endpoint != null) ? Map.of(endpoint.path(), new ServletWebhookHandler(endpoint)) : Map.of(),
				Ordered.HIGHEST_PRECEDENCE);
		this.endpoint = endpoint;
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) throws Exception {
		return isAtEndpoint(request) ? super.getHandlerInternal(request) : null;
	}

	/**
	 * Returns whether a request will be taken as a delivery.
	 * @param request a request on its way to its servlet
	 * @return whether it goes to this mapping, and is a {@code POST}
	 */
	boolean isDelivery(HttpServletRequest request) {
		return HttpMethod.POST.matches(request.getMethod()) && isAtEndpoint(request) && isForDispatcherServlet(request);
	}

	private boolean isAtEndpoint(HttpServletRequest request) {
		// a management port has another servlet context
		return this.endpoint != null && request.getRequestURI().endsWith(this.endpoint.path())
				&& request.getServletContext() == getServletContext()
				&& ServletRequestPathUtils.parse(request).pathWithinApplication().value().equals(this.endpoint.path());
	}

	private boolean isForDispatcherServlet(HttpServletRequest request) {
		ServletRegistration servlet = request.getServletContext()
			.getServletRegistration(request.getHttpServletMapping().getServletName());
		return servlet != null && DispatcherServlet.class
			.isAssignableFrom(ClassUtils.resolveClassName(servlet.getClassName(), getClass().getClassLoader()));
	}

}
