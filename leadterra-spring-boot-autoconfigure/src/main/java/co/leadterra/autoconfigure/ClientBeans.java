package co.leadterra.autoconfigure;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClients;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;

/**
 * Finds the beans of the application that take part in one client. A bean whose qualifier
 * or name is that of a client is for this client alone; all others are shared.
 */
class ClientBeans {

	private final ListableBeanFactory beanFactory;

	private final Supplier<Set<String>> clients;

	ClientBeans(ListableBeanFactory beanFactory, Supplier<Set<String>> clients) {
		this.beanFactory = beanFactory;
		this.clients = clients;
	}

	<T> @Nullable T own(Class<T> type, String client) {
		List<String> names = names(type).filter((name) -> isFor(client, name)).toList();
		return names.isEmpty() ? null : this.beanFactory.getBean(names.get(0), type);
	}

	<T> @Nullable T shared(Class<T> type) {
		List<String> names = names(type).filter((name) -> !isForAny(name)).toList();
		return switch (names.size()) {
			case 0 -> null;
			case 1 -> this.beanFactory.getBean(names.get(0), type);
			default -> this.beanFactory.getBean(type);
		};
	}

	<T> @Nullable T find(Class<T> type, String client) {
		T own = own(type, client);
		return (own != null) ? own : shared(type);
	}

	// The client's own beans and the shared ones, in their order.
	<T> Stream<T> all(Class<T> type, String client) {
		Set<T> others = Collections.newSetFromMap(new IdentityHashMap<>());
		names(type).filter((name) -> isForAny(name) && !isFor(client, name))
			.forEach((name) -> others.add(this.beanFactory.getBean(name, type)));
		return this.beanFactory.getBeanProvider(type).orderedStream().filter((bean) -> !others.contains(bean));
	}

	private Stream<String> names(Class<?> type) {
		return Arrays.stream(this.beanFactory.getBeanNamesForType(type));
	}

	private boolean isForAny(String name) {
		return isFor(LeadterraClients.DEFAULT, name)
				|| this.clients.get().stream().anyMatch((client) -> isFor(client, name));
	}

	private boolean isFor(String client, String name) {
		return BeanFactoryAnnotationUtils.isQualifierMatch(client::equals, name, this.beanFactory);
	}

}
