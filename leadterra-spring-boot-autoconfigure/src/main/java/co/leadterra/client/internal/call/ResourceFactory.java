package co.leadterra.client.internal.call;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Turns the interface of a resource into a client, checks the ids in its calls before a
 * request is made, and hands the marks on its methods on.
 *
 * @since 0.1.0
 */
public final class ResourceFactory {

	private final HttpServiceProxyFactory proxies;

	private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

	/**
	 * Creates a factory.
	 * @param adapter makes the calls
	 */
	public ResourceFactory(HttpExchangeAdapter adapter) {
		this.proxies = HttpServiceProxyFactory.builderFor(adapter)
			.customArgumentResolver(ResourceFactory::addQueryParameters)
			.httpRequestValuesProcessor(ResourceFactory::checkIds)
			.httpRequestValuesProcessor(ResourceFactory::handOnMarks)
			.build();
	}

	/**
	 * Returns the client of a resource, which is made when it is first asked for: an
	 * application that uses one resource need not wait for those of all others.
	 * @param <T> the type of the interface
	 * @param type an interface of HTTP exchanges
	 * @return the client
	 */
	public <T> T get(Class<T> type) {
		return type.cast(this.clients.computeIfAbsent(type, this::create));
	}

	private <T> T create(Class<T> type) {
		T client = this.proxies.createClient(type);
		((Advised) client).addAdvice(0, toStringReturning(type.getSimpleName()));
		return client;
	}

	// which the proxy takes for an exchange otherwise, and fails
	private static MethodInterceptor toStringReturning(String text) {
		return (invocation) -> ReflectionUtils.isToStringMethod(invocation.getMethod()) ? text : invocation.proceed();
	}

	private static boolean addQueryParameters(@Nullable Object argument, MethodParameter parameter,
			HttpRequestValues.Builder request) {
		if (!QueryParameters.class.isAssignableFrom(parameter.getParameterType())) {
			return false;
		}
		Assert.notNull(argument, () -> parameter.getParameterName() + " must not be null");
		((QueryParameters) argument).toQueryParameters()
			.forEach((name, values) -> request.addRequestParameter(name, values.toArray(String[]::new)));
		return true;
	}

	// Encoding keeps an id from becoming more than one part of a path, except for the two
	// that mean another place in it.
	private static void checkIds(Method method, MethodParameter[] parameters, @Nullable Object[] arguments,
			HttpRequestValues.Builder request) {
		for (MethodParameter parameter : parameters) {
			if (parameter.hasParameterAnnotation(PathVariable.class)) {
				String id = String.valueOf(arguments[parameter.getParameterIndex()]);
				Assert.hasText(id, () -> parameter.getParameterName() + " must not be blank");
				Assert.isTrue(!id.equals(".") && !id.equals(".."),
						() -> parameter.getParameterName() + " must not be '" + id + "'");
			}
			else if (parameter.hasParameterAnnotation(RequestParam.class)
					&& arguments[parameter.getParameterIndex()] instanceof String id) {
				Assert.hasText(id, () -> parameter.getParameterName() + " must not be blank");
			}
		}
	}

	private static void handOnMarks(Method method, MethodParameter[] parameters, @Nullable Object[] arguments,
			HttpRequestValues.Builder request) {
		if (method.isAnnotationPresent(Idempotent.class)) {
			request.addAttribute(Idempotent.ATTRIBUTE, true);
		}
		if (method.isAnnotationPresent(LongRunning.class)) {
			request.addAttribute(LongRunning.ATTRIBUTE, true);
		}
	}

}
