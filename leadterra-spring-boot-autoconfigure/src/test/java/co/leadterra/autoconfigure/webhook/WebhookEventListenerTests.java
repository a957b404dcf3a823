package co.leadterra.autoconfigure.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import co.leadterra.client.reply.Reply;
import co.leadterra.client.webhook.WebhookEventType;
import co.leadterra.webhook.CampaignStarted;
import co.leadterra.webhook.LeadterraWebhookHandler;
import co.leadterra.webhook.MessageSent;
import co.leadterra.webhook.ReplyReceived;
import co.leadterra.webhook.UnknownEvent;
import co.leadterra.webhook.WebhookEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalApplicationListener;
import org.springframework.transaction.event.TransactionalEventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EventPublishingWebhookHandler} and
 * {@link WebhookEventListenerFactory}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebhookEventListenerTests {

	private static final Duration WAIT = Duration.ofSeconds(10);

	private static final ReplyReceived REPLY = new ReplyReceived(Instant.EPOCH,
			new Reply("rpl_1", null, null, null, null, null), "{}");

	private static final MessageSent SENT = new MessageSent(Instant.EPOCH, "msg_1", null, null, null, "{}");

	private static final CampaignStarted STARTED = new CampaignStarted(Instant.EPOCH, "camp_1", "{}");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LeadterraWebhookAutoConfiguration.class));

	private void assertFails(WebhookEvent event, Class<?> listeners, String message) {
		this.runner.withBean(listeners)
			.run((context) -> StepVerifier.create(context.getBean(EventPublishingWebhookHandler.class).handle(event))
				.expectErrorMessage(message)
				.verify(WAIT));
	}

	@Test
	void listenersReceiveTheEventsOfTheirType() {
		this.runner.withBean(Typed.class).run((context) -> {
			EventPublishingWebhookHandler handler = context.getBean(EventPublishingWebhookHandler.class);
			UnknownEvent unknown = new UnknownEvent(new WebhookEventType("message.opened"), Instant.EPOCH, "{}");
			StepVerifier.create(Flux.just(REPLY, SENT, unknown).concatMap(handler::handle))
				.expectComplete()
				.verify(WAIT);
			assertThat(context.getBean(Typed.class).calls).containsExactly("reply rpl_1", "any reply.received",
					"any message.sent", "any message.opened");
		});
	}

	@Test
	void failureOfAListenerIsAFailure() {
		assertFails(REPLY, Throwing.class, "database is down");
	}

	@Test
	void publisherOfAListenerIsAwaited() {
		this.runner.withBean(Awaited.class).run((context) -> {
			StepVerifier.create(context.getBean(EventPublishingWebhookHandler.class).handle(REPLY))
				.expectComplete()
				.verify(WAIT);
			assertThat(context.getBean(Awaited.class).calls).containsExactly("done");
		});
	}

	@Test
	void failureOfAListenersPublisherIsAFailure() {
		assertFails(REPLY, FailingLater.class, "mono failed");
		assertFails(SENT, FailingLater.class, "future failed");
	}

	@Test
	void whatAListenerReturnsIsPublishedAsAnEvent() {
		this.runner.withBean(Returning.class).run((context) -> {
			EventPublishingWebhookHandler handler = context.getBean(EventPublishingWebhookHandler.class);
			StepVerifier.create(Flux.just(REPLY, SENT).concatMap(handler::handle)).expectComplete().verify(WAIT);
			assertThat(context.getBean(Returning.class).calls).containsExactly("value 1", "value 2", "value 3");
		});
	}

	@Test
	void conditionsAndOrderOfListenersApply() {
		this.runner.withBean(Conditional.class).run((context) -> {
			EventPublishingWebhookHandler handler = context.getBean(EventPublishingWebhookHandler.class);
			StepVerifier.create(handler.handle(STARTED)).expectComplete().verify(WAIT);
			assertThat(context.getBean(Conditional.class).calls).containsExactly("first", "second");
		});
	}

	@Test
	void publisherOfAListenerIsNotAwaitedWhenTheApplicationPublishesTheEvent() {
		this.runner.withBean(FailingLater.class).run((context) -> context.publishEvent(REPLY));
	}

	@Test
	void listenersThatWaitForATransactionAreCalledAtOnce() {
		this.runner.withBean(Transactional.class).withUserConfiguration(Transactions.class).run((context) -> {
			EventPublishingWebhookHandler handler = context.getBean(EventPublishingWebhookHandler.class);
			StepVerifier.create(Flux.just(REPLY, SENT, STARTED).concatMap(handler::handle))
				.expectComplete()
				.verify(WAIT);
			assertThat(context.getBean(Transactional.class).calls).contains("reply", "message", "any");
		});
	}

	@Test
	void failureOfAListenerThatWaitsForATransactionIsAFailure() {
		this.runner.withBean(FailingTransactional.class)
			.withUserConfiguration(Transactions.class)
			.run((context) -> StepVerifier.create(context.getBean(EventPublishingWebhookHandler.class).handle(REPLY))
				.expectErrorMessage("database is down")
				.verify(WAIT));
	}

	@Test
	void listenersThatWaitForATransactionAreKnownAsSuchToARegistry() {
		this.runner.withBean(Transactional.class)
			.withUserConfiguration(Transactions.class)
			.run((context) -> assertThat(
					((AbstractApplicationContext) context.getSourceApplicationContext()).getApplicationListeners())
				.hasAtLeastOneElementOfType(TransactionalApplicationListener.class));
	}

	@Test
	void listenersWaitForTheTransactionOfAnApplicationThatPublishesTheEvent() {
		this.runner.withBean(Transactional.class).withUserConfiguration(Transactions.class).run((context) -> {
			context.publishEvent(REPLY);
			assertThat(context.getBean(Transactional.class).calls).doesNotContain("reply");
		});
	}

	@Test
	void listenerThatWaitsForARollbackStopsTheStart() {
		this.runner.withBean(RolledBack.class)
			.withUserConfiguration(Transactions.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("would never be called"));
	}

	@Test
	void transactionalListenerThatIsNoMethodStopsTheStart() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LeadterraWebhookAutoConfiguration.class))
			.withPropertyValues("leadterra.webhook.secret=sk_test_example")
			.withUserConfiguration(TransactionalBean.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("'transactionalBean' would never be called"));
	}

	@Test
	void transactionalListenerOfAParentStopsTheStart() {
		new ApplicationContextRunner().withBean(Transactional.class)
			.withUserConfiguration(Transactions.class)
			.run((parent) -> new WebApplicationContextRunner().withParent(parent.getSourceApplicationContext())
				.withConfiguration(AutoConfigurations.of(LeadterraWebhookAutoConfiguration.class))
				.withPropertyValues("leadterra.webhook.secret=sk_test_example")
				.run((context) -> assertThat(context).getFailure().hasMessageContaining("would never be called")));
	}

	@Test
	void nobodyToHandleDeliveriesIsWorthAWarning(CapturedOutput output) {
		WebApplicationContextRunner servlet = new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LeadterraWebhookAutoConfiguration.class))
			.withPropertyValues("leadterra.webhook.secret=sk_test_example");
		String warning = "nothing handles them";
		servlet.withBean(Typed.class).run((context) -> assertThat(output).doesNotContain(warning));
		servlet.withBean(LeadterraWebhookHandler.class, () -> (event) -> Mono.empty())
			.run((context) -> assertThat(output).doesNotContain(warning));
		servlet.withUserConfiguration(ListenerBean.class).run((context) -> assertThat(output).doesNotContain(warning));
		new ApplicationContextRunner().withBean(LeadterraWebhookHandler.class, () -> (event) -> Mono.empty())
			.run((parent) -> servlet.withParent(parent).run((context) -> assertThat(output).doesNotContain(warning)));
		servlet.run((context) -> assertThat(output).contains(warning));
	}

	@Test
	void nobodyToHandleDeliveriesIsNoMatterWhereNoneIsReceived(CapturedOutput output) {
		AutoConfigurations configurations = AutoConfigurations.of(LeadterraWebhookAutoConfiguration.class);
		new ApplicationContextRunner().withConfiguration(configurations)
			.withPropertyValues("leadterra.webhook.secret=sk_test_example")
			.run((context) -> assertThat(context).hasNotFailed());
		new WebApplicationContextRunner().withConfiguration(configurations)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("nothing handles them");
	}

	abstract static class Listeners {

		final List<String> calls = new CopyOnWriteArrayList<>();

	}

	static class Typed extends Listeners {

		@EventListener
		@Order(1)
		void on(ReplyReceived event) {
			this.calls.add("reply " + event.reply().id());
		}

		@EventListener
		@Order(2)
		void on(WebhookEvent event) {
			this.calls.add("any " + event.type());
		}

	}

	static class Throwing extends Listeners {

		@EventListener
		void on(ReplyReceived event) {
			throw new IllegalStateException("database is down");
		}

	}

	static class Awaited extends Listeners {

		@EventListener
		Mono<Void> on(ReplyReceived event) {
			return Mono.delay(Duration.ofMillis(20)).doOnNext((tick) -> this.calls.add("done")).then();
		}

	}

	static class FailingLater extends Listeners {

		@EventListener
		Mono<Void> on(ReplyReceived event) {
			return Mono.delay(Duration.ofMillis(20)).then(Mono.error(new IllegalStateException("mono failed")));
		}

		@EventListener(MessageSent.class)
		CompletableFuture<Void> onSent() {
			return CompletableFuture.failedFuture(new IllegalStateException("future failed"));
		}

	}

	static class Returning extends Listeners {

		@EventListener
		Integer on(ReplyReceived event) {
			return 1;
		}

		@EventListener
		Flux<Integer> on(MessageSent event) {
			return Flux.just(2, 3);
		}

		@EventListener
		void on(Integer value) {
			this.calls.add("value " + value);
		}

	}

	static class Conditional extends Listeners {

		@EventListener(condition = "#event.campaignId == 'camp_2'")
		void never(CampaignStarted event) {
			this.calls.add("never");
		}

		@EventListener
		@Order(2)
		void second(CampaignStarted event) {
			this.calls.add("second");
		}

		@EventListener
		@Order(1)
		void first(CampaignStarted event) {
			this.calls.add("first");
		}

	}

	static class Transactional extends Listeners {

		@TransactionalEventListener
		void on(ReplyReceived event) {
			this.calls.add("reply");
		}

		@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
		void on(MessageSent event) {
			this.calls.add("message");
		}

		@TransactionalEventListener
		void on(Record event) {
			this.calls.add("any");
		}

	}

	static class FailingTransactional extends Listeners {

		@TransactionalEventListener
		void on(ReplyReceived event) {
			throw new IllegalStateException("database is down");
		}

	}

	static class RolledBack extends Listeners {

		@TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
		void on(ReplyReceived event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Transactions {

		@Bean
		PlatformTransactionManager transactionManager() {
			return mock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransactionalBean {

		@Bean
		TransactionalApplicationListener<PayloadApplicationEvent<ReplyReceived>> transactionalBean() {
			return TransactionalApplicationListener.forPayload((event) -> {
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerBean {

		@Bean
		ApplicationListener<PayloadApplicationEvent<ReplyReceived>> listener() {
			return ApplicationListener.forPayload((event) -> {
			});
		}

	}

}
