package co.leadterra.autoconfigure;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.internal.bulk.BulkAnswer;
import co.leadterra.client.internal.bulk.LeadApi;
import co.leadterra.client.internal.bulk.SuppressionApi;
import co.leadterra.client.internal.call.QueryParameters;
import co.leadterra.client.lead.CustomFieldPlacement;
import co.leadterra.client.lead.Lead;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * What a native image must know of the resources of a client: the proxies of their
 * interfaces, and the records that their methods take and return, and of the messages
 * that webhooks receive.
 */
class LeadterraRuntimeHints implements RuntimeHintsRegistrar {

	private final ReflectiveRuntimeHintsRegistrar exchanges = new ReflectiveRuntimeHintsRegistrar();

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		String packages = LeadterraClient.class.getPackageName() + ".";
		Class<?>[] resources = Stream
			.concat(Stream.of(LeadApi.class, SuppressionApi.class),
					Arrays.stream(LeadterraClient.class.getMethods()).map(Method::getReturnType))
			.filter((type) -> type.isAnnotationPresent(HttpExchange.class)
					&& type.getPackageName().startsWith(packages))
			.toArray(Class[]::new);
		this.exchanges.registerRuntimeHints(hints, resources);
		for (Class<?> resource : resources) {
			hints.proxies()
				.registerJdkProxy(resource)
				.registerJdkProxy(AopProxyUtils.completeJdkProxyInterfaces(resource));
			Arrays.stream(resource.getMethods())
				.flatMap((method) -> Arrays.stream(method.getParameterTypes()))
				.filter(QueryParameters.class::isAssignableFrom)
				.forEach((query) -> this.binding.registerReflectionHints(hints.reflection(), query));
		}
		this.binding.registerReflectionHints(hints.reflection(), Lead.class);
		hints.reflection().registerType(BulkAnswer.class, MemberCategory.INVOKE_DECLARED_METHODS);
		this.binding.registerReflectionHints(hints.reflection(), ClassUtils
			.resolveClassName("co.leadterra.webhook.WebhookEventReader$Message", getClass().getClassLoader()));
		// Whether the application makes HTTP clients of its own.
		Stream.of("ReactorHttpClientBuilder", "reactive.ReactorClientHttpConnectorBuilder")
			.forEach((type) -> hints.reflection()
				.registerTypeIfPresent(classLoader, "org.springframework.boot.http.client." + type,
						MemberCategory.ACCESS_DECLARED_FIELDS));
		for (CustomFieldPlacement placement : CustomFieldPlacement.values()) {
			placement.mixIns()
				.forEach((type, mixIn) -> hints.reflection()
					.registerType(mixIn, MemberCategory.INVOKE_DECLARED_METHODS));
		}
	}

}
