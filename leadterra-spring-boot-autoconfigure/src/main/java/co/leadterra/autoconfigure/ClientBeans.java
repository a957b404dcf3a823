package co.leadterra.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClients;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;

/**
 * Which bean of the application, or of a parent of its context, is for which client. A
 * bean whose qualifier or name is that of a client is for this client alone; all others
 * are shared.
 */
class ClientBeans {

	private final ListableBeanFactory beanFactory;

	private final Supplier<? extends Collection<String>> clients;

	ClientBeans(ListableBeanFactory beanFactory, Supplier<? extends Collection<String>> clients) {
		this.beanFactory = beanFactory;
		this.clients = clients;
	}

	<T> @Nullable T own(Class<T> type, String client) {
		String name = ownNames(type, client).findFirst().orElse(null);
		return (name != null) ? get(name, type) : null;
	}

	<T> @Nullable T shared(Class<T> type) {
		List<String> names = names(type).filter((name) -> !isForAny(name)).toList();
		return switch (names.size()) {
			case 0 -> null;
			case 1 -> get(names.get(0), type);
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

	Stream<String> ownNames(Class<?> type, String client) {
		return names(type).filter((name) -> isFor(client, name));
	}

	// The names of the clients are only read where there is a bean.
	Stream<String> names(Class<?> type, String client) {
		return names(type).filter((name) -> isFor(client, name) || !isForAny(name));
	}

	private Stream<String> names(Class<?> type) {
		return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false));
	}

	private boolean isForAny(String name) {
		return isFor(LeadterraClients.DEFAULT, name)
				|| this.clients.get().stream().anyMatch((client) -> isFor(client, name));
	}

	private boolean isFor(String client, String name) {
		return BeanFactoryAnnotationUtils.isQualifierMatch(client::equals, name, this.beanFactory);
	}

	// A bean method that returns null leaves something that is of no type.
	private <T> @Nullable T get(String name, Class<T> type) {
		Object bean = this.beanFactory.getBean(name);
		return type.isInstance(bean) ? type.cast(bean) : null;
	}

}
