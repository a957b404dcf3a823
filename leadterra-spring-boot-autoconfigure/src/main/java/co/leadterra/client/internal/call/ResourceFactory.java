package co.leadterra.client.internal.call;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
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

	private final Supplier<HttpServiceProxyFactory> proxies;

	private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

	/**
	 * Creates a factory.
	 * @param adapter gives what makes the calls
	 */
	public ResourceFactory(Supplier<? extends HttpExchangeAdapter> adapter) {
		this.proxies = SingletonSupplier.of(() -> HttpServiceProxyFactory.builderFor(adapter.get())
			.customArgumentResolver(ResourceFactory::addQueryParameters)
			.customArgumentResolver(ResourceFactory::setBody)
			.httpRequestValuesProcessor(ResourceFactory::checkIds)
			.httpRequestValuesProcessor(ResourceFactory::handOnMarks)
			.build());
	}

	/**
	 * Returns the client of a resource.
	 * @param <T> the type of the interface
	 * @param type an interface of HTTP exchanges
	 * @return the client
	 */
	public <T> T get(Class<T> type) {
		return type.cast(this.clients.computeIfAbsent(type, this::create));
	}

	// Its annotations are read, and the types in its methods loaded, by the first call:
	// no
	// application has to wait for that when it starts.
	private Object create(Class<?> type) {
		Supplier<?> client = SingletonSupplier.of(() -> this.proxies.get().createClient(type));
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "toString" -> type.getSimpleName();
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					default -> AopUtils.invokeJoinpointUsingReflection(client.get(), method, arguments);
				});
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

	private static boolean setBody(@Nullable Object argument, MethodParameter parameter,
			HttpRequestValues.Builder request) {
		BodyField field = parameter.getParameterAnnotation(BodyField.class);
		if (field == null) {
			return false;
		}
		Assert.isTrue(argument != null || parameter.isOptional(),
				() -> parameter.getParameterName() + " must not be null");
		Assert.isTrue(!(argument instanceof String text) || StringUtils.hasText(text),
				() -> parameter.getParameterName() + " must not be blank");
		// so that the JSON mapper need not look at each element of a list
		ResolvableType type = ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class),
				ResolvableType.forMethodParameter(parameter));
		request.setBodyValue((argument != null) ? Map.of(field.value(), argument) : Map.of(),
				ParameterizedTypeReference.forType(type.getType()));
		return true;
	}

	private static void checkIds(Method method, MethodParameter[] parameters, @Nullable Object[] arguments,
			HttpRequestValues.Builder request) {
		for (MethodParameter parameter : parameters) {
			if (parameter.hasParameterAnnotation(PathVariable.class)) {
				checkId(String.valueOf(parameter.getParameterName()),
						String.valueOf(arguments[parameter.getParameterIndex()]));
			}
			else if (parameter.hasParameterAnnotation(RequestParam.class)
					&& arguments[parameter.getParameterIndex()] instanceof String id) {
				Assert.hasText(id, () -> parameter.getParameterName() + " must not be blank");
			}
		}
	}

	/**
	 * Checks an id that becomes a part of a path. Encoding keeps it from becoming more
	 * than one, except for the two that mean another place in the path.
	 * @param name how to call the id if something is wrong
	 * @param id the id
	 * @throws IllegalArgumentException if something is wrong
	 */
	public static void checkId(String name, @Nullable String id) {
		Assert.hasText(id, () -> name + " must not be blank");
		Assert.isTrue(!id.equals(".") && !id.equals(".."), () -> name + " must not be '" + id + "'");
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
