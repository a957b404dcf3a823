package co.leadterra.autoconfigure.webhook;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.internal.LeadterraConfigurationException;
import co.leadterra.webhook.UnknownEvent;
import co.leadterra.webhook.WebhookEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalApplicationListenerMethodAdapter;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.ClassUtils;

/**
 * Makes a failure of what an {@link EventListener} of a {@link WebhookEvent} returns, be
 * it a publisher or a future, a failure of the delivery. Spring would only log it. Calls
 * those that wait for a transaction at once: none comes with a delivery, so that Spring
 * would skip them, and the delivery be lost.
 */
class WebhookEventListenerFactory implements EventListenerFactory, Ordered {

	private static final boolean TRANSACTIONS = ClassUtils.isPresent(
			"org.springframework.transaction.event.TransactionalEventListener",
			WebhookEventListenerFactory.class.getClassLoader());

	private boolean listening;

	/**
	 * Returns whether there is a listener.
	 * @return whether a listener may get the event of a delivery
	 */
	boolean isListening() {
		return this.listening;
	}

	@Override
	public int getOrder() {
		// before that of @TransactionalEventListener
		return 40;
	}

	@Override
	public boolean supportsMethod(Method method) {
		return types(method).anyMatch((type) -> isWebhookEvent(type) || type.isAssignableFrom(UnknownEvent.class)
				|| type.isAssignableFrom(PayloadApplicationEvent.class));
	}

	private static Stream<Class<?>> types(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		Stream<Class<?>> declared = (annotation != null) ? Arrays.stream(annotation.classes()) : Stream.empty();
		return Stream.concat(declared, Arrays.stream(method.getParameterTypes()));
	}

	private static boolean isWebhookEvent(Class<?> type) {
		return WebhookEvent.class.isAssignableFrom(type);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		this.listening |= types(method).anyMatch((event) -> !event.isAssignableFrom(ApplicationEvent.class));
		if (TRANSACTIONS && AnnotatedElementUtils.hasAnnotation(method, TransactionalEventListener.class)) {
			return TransactionalListener.of(beanName, type, method);
		}
		return new AwaitedListener(beanName, type, method);
	}

	private static final class AwaitedListener extends ApplicationListenerMethodAdapter {

		AwaitedListener(String beanName, Class<?> type, Method method) {
			super(beanName, type, method);
		}

		@Override
		public void processEvent(ApplicationEvent event) {
			@Nullable Object @Nullable [] arguments = resolveArguments(event);
			if (arguments != null && shouldHandle(event)) {
				Object result = doInvoke(arguments);
				if (result != null && !ListenerResults.addTo(event, result, this::handleResult)) {
					handleResult(result);
				}
			}
		}

	}

	private static final class TransactionalListener extends TransactionalApplicationListenerMethodAdapter {

		private TransactionalListener(String beanName, Class<?> type, Method method) {
			super(beanName, type, method);
		}

		static TransactionalListener of(String beanName, Class<?> type, Method method) {
			TransactionalListener listener = new TransactionalListener(beanName, type, method);
			if (listener.isForRollback() && types(method).anyMatch(WebhookEventListenerFactory::isWebhookEvent)) {
				throw new LeadterraConfigurationException(
						"No transaction comes with a webhook delivery, so none is rolled back, and %s would never be called."
							.formatted(listener.getListenerId()),
						"Use @EventListener, or another phase.");
			}
			return listener;
		}

		private boolean isForRollback() {
			return getTransactionPhase() == TransactionPhase.AFTER_ROLLBACK;
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (event.getSource() instanceof ListenerResults && !isForRollback()) {
				processEvent(event);
			}
			else {
				super.onApplicationEvent(event);
			}
		}

		@Override
		public void processEvent(ApplicationEvent event) {
			@Nullable Object @Nullable [] arguments = resolveArguments(event);
			if (arguments != null && shouldHandle(event)) {
				Object result = doInvoke(arguments);
				if (result != null && !ListenerResults.addTo(event, result, this::handleResult)) {
					handleResult(result);
				}
			}
		}

	}

}
