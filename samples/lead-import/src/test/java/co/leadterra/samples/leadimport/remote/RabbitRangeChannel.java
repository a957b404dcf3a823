package co.leadterra.samples.leadimport.remote;

import java.time.Duration;
import java.util.List;

import co.leadterra.samples.leadimport.ImportProperties;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.support.converter.SimpleMessageConverter;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.context.annotation.Profile;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.stereotype.Component;

/**
 * Messages in a queue of RabbitMQ. From here to its end it is shown by the README.
 */
@Component
@Profile("rabbitmq")
class RabbitRangeChannel implements RangeChannel {

	private static final String QUEUE = "lead-import";

	private final SimpleMessageConverter payloads = new SimpleMessageConverter();

	private final RabbitTemplate template;

	private final RabbitAdmin admin;

	private final SimpleMessageListenerContainer listener;

	RabbitRangeChannel(ConnectionFactory connections, ImportProperties properties) {
		this.payloads.setAllowedListPatterns(List.of(StepExecutionRequest.class.getName()));
		this.template = new RabbitTemplate(connections);
		this.admin = new RabbitAdmin(connections);
		this.admin.declareQueue(new Queue(QUEUE));
		this.listener = new SimpleMessageListenerContainer(connections);
		this.listener.setQueueNames(QUEUE);
		this.listener.setConcurrentConsumers(properties.partitions());
		this.listener.setPrefetchCount(1);
		this.listener.setDefaultRequeueRejected(false);
		this.listener.setShutdownTimeout(Duration.ofSeconds(30).toMillis());
	}

	@Override
	public boolean send(Message<?> message, long timeout) {
		this.template.convertAndSend(QUEUE, message.getPayload());
		return true;
	}

	@Override
	public long waiting() {
		return this.admin.getQueueInfo(QUEUE).getMessageCount();
	}

	@Override
	public boolean subscribe(MessageHandler worker) {
		this.listener.setMessageListener(
				(message) -> worker.handleMessage(new GenericMessage<>(this.payloads.fromMessage(message))));
		this.listener.start();
		return true;
	}

	@Override
	public boolean unsubscribe(MessageHandler worker) {
		this.listener.stop();
		return true;
	}

}
