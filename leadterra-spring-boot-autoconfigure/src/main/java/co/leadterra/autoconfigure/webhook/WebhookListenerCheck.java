package co.leadterra.autoconfigure.webhook;

import java.util.stream.Stream;

import co.leadterra.autoconfigure.internal.LeadterraConfigurationException;
import co.leadterra.webhook.LeadterraWebhookHandler;
import co.leadterra.webhook.WebhookEvent;
import co.leadterra.webhook.WebhookReceiver;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Looks at the start whether deliveries would be acknowledged that nothing handles.
 */
class WebhookListenerCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(WebhookReceiver.class);

	private static final String TRANSACTIONAL = "org.springframework.transaction.event.TransactionalApplicationListener";

	private final ApplicationContext beans;

	private final WebhookEventListenerFactory methods;

	WebhookListenerCheck(ApplicationContext beans, WebhookEventListenerFactory methods) {
		this.beans = beans;
		this.methods = methods;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beans.getBeanProvider(WebhookEndpoint.class).getIfAvailable() == null) {
			return;
		}
		String[] listeners = listeners();
		for (String listener : listeners) {
			Class<?> type = this.beans.getType(listener);
			if (type != null && isTransactional(type)) {
				throw new LeadterraConfigurationException(
						"No transaction comes with a webhook delivery, so the listener '%s' would never be called."
							.formatted(listener),
						"Use @TransactionalEventListener, @EventListener or another ApplicationListener.");
			}
		}
		for (ApplicationContext parent = this.beans.getParent(); parent != null; parent = parent.getParent()) {
			refuseTransactionalMethods(parent);
		}
		// one handler is what publishes events
		if (listeners.length == 0 && !this.methods.isListening() && BeanFactoryUtils
			.beanNamesForTypeIncludingAncestors(this.beans, LeadterraWebhookHandler.class).length == 1) {
			logger.warn("Webhook deliveries are received and acknowledged, but nothing handles them: there is neither"
					+ " an @EventListener for a WebhookEvent nor a LeadterraWebhookHandler");
		}
	}

	// this context's factory of listeners did not make those of a parent
	private static void refuseTransactionalMethods(ApplicationContext parent) {
		if (parent instanceof AbstractApplicationContext context) {
			for (ApplicationListener<?> listener : context.getApplicationListeners()) {
				if (listener instanceof GenericApplicationListener generic && isTransactional(listener.getClass())
						&& events().anyMatch(generic::supportsEventType)) {
					throw new LeadterraConfigurationException(
							"No transaction comes with a webhook delivery, so %s would never be called."
								.formatted(listener),
							"Declare it in the application context of the endpoint, or use @EventListener.");
				}
			}
		}
	}

	private static Stream<ResolvableType> events() {
		return Stream.concat(Stream.of(WebhookEvent.class), Stream.of(WebhookEvent.class.getPermittedSubclasses()))
			.map((type) -> ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, type));
	}

	private String[] listeners() {
		return events().map((type) -> ResolvableType.forClassWithGenerics(ApplicationListener.class, type))
			.flatMap((type) -> Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, type)))
			.distinct()
			.toArray(String[]::new);
	}

	private static boolean isTransactional(Class<?> type) {
		return Stream.of(ClassUtils.getAllInterfacesForClass(type))
			.anyMatch((implemented) -> implemented.getName().equals(TRANSACTIONAL));
	}

}
