package co.leadterra.autoconfigure.webhook;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import co.leadterra.webhook.WebhookEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Makes a failure of what an {@link EventListener} of a {@link WebhookEvent} returns, be
 * it a publisher or a future, a failure of the delivery. Spring would only log it.
 */
class WebhookEventListenerFactory implements EventListenerFactory, Ordered {

	@Override
	public int getOrder() {
		// behind that of @TransactionalEventListener, before that of all other listeners
		return 100;
	}

	@Override
	public boolean supportsMethod(Method method) {
		EventListener annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class);
		Stream<Class<?>> declared = (annotation != null) ? Arrays.stream(annotation.classes()) : Stream.empty();
		return Stream.concat(declared, Arrays.stream(method.getParameterTypes()))
			.anyMatch(WebhookEvent.class::isAssignableFrom);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		return new AwaitedListener(beanName, type, method);
	}

	private static class AwaitedListener extends ApplicationListenerMethodAdapter {

		AwaitedListener(String beanName, Class<?> type, Method method) {
			super(beanName, type, method);
		}

		@Override
		public void processEvent(ApplicationEvent event) {
			@Nullable Object @Nullable [] arguments = resolveArguments(event);
			if (arguments != null && shouldHandle(event)) {
				Object result = doInvoke(arguments);
				if (result != null) {
					handleResult(event, result);
				}
			}
		}

		private void handleResult(ApplicationEvent event, Object result) {
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result);
			if (adapter != null && event.getSource() instanceof ListenerResults results) {
				results.add(Flux.from(adapter.toPublisher(result)).doOnNext(this::handleResult));
			}
			else {
				handleResult(result);
			}
		}

	}

}
