package co.leadterra.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import co.leadterra.webhook.ReplyReceived;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A WebFlux application with four endpoints for webhooks: the starter's, with a listener,
 * one by hand that has the same duty (the signature, JSON to a record, repeats in
 * Caffeine, a listener off the event loop), one that only reads the body and computes the
 * signature, and one that does so on a thread that may block, as listeners may.
 */
public final class WebhookServer {

	static final String OURS = "/webhooks/leadterra";

	static final String HMAC_ONLY = "/hmac";

	static final String HMAC_OFF_EVENT_LOOP = "/hmac-off-event-loop";

	static final String BY_HAND = "/by-hand";

	static final List<String> ENDPOINTS = List.of(OURS, BY_HAND, HMAC_OFF_EVENT_LOOP, HMAC_ONLY);

	static final String HEADER = "X-Leadterra-Signature";

	private static final SecretKeySpec KEY = new SecretKeySpec(
			"example-secret-of-the-benchmarks".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

	private WebhookServer() {
	}

	/**
	 * Starts the application on a free port, which it prints, and stops it when its input
	 * ends.
	 * @param args none
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "leadterra.api-key=" + CannedServer.API_KEY,
					"leadterra.webhook.secret=" + new String(KEY.getEncoded(), StandardCharsets.UTF_8),
					"logging.level.root=warn", "spring.main.banner-mode=off")
			.run();
		System.out.println("port=" + context.getEnvironment().getRequiredProperty("local.server.port"));
		System.in.transferTo(OutputStream.nullOutputStream());
		System.exit(0);
	}

	static String sign(byte[] body) {
		try {
			Mac mac = Mac.getInstance(KEY.getAlgorithm());
			mac.init(KEY);
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final LongAdder replies = new LongAdder();

		@EventListener
		void onReply(ReplyReceived event) {
			this.replies.increment();
		}

		@Bean
		RouterFunction<ServerResponse> byHand(JsonMapper mapper, ApplicationEventPublisher publisher) {
			Cache<String, Boolean> handled = Caffeine.newBuilder()
				.maximumSize(100_000)
				.expireAfterWrite(Duration.ofHours(12))
				.build();
			return RouterFunctions.route().POST(BY_HAND, (request) -> body(request).flatMap((body) -> {
				if (!isSigned(request, body)) {
					return ServerResponse.status(401).build();
				}
				Delivery delivery = mapper.readValue(body, Delivery.class);
				return Mono.fromRunnable(() -> {
					if (handled.asMap().putIfAbsent(delivery.data().reply().id(), true) == null) {
						publisher.publishEvent(delivery);
					}
				}).subscribeOn(Schedulers.boundedElastic()).then(ServerResponse.noContent().build());
			})).build();
		}

		@EventListener
		void onDelivery(Delivery delivery) {
			this.replies.increment();
		}

		@Bean
		RouterFunction<ServerResponse> hmacOnly() {
			return RouterFunctions.route()
				.POST(HMAC_ONLY, (request) -> answer(request, body(request)))
				.POST(HMAC_OFF_EVENT_LOOP,
						(request) -> answer(request, body(request).publishOn(Schedulers.boundedElastic())))
				.build();
		}

		private static Mono<byte[]> body(ServerRequest request) {
			return request.bodyToMono(byte[].class);
		}

		private static Mono<ServerResponse> answer(ServerRequest request, Mono<byte[]> received) {
			return received.flatMap((body) -> isSigned(request, body) ? ServerResponse.noContent().build()
					: ServerResponse.status(401).build());
		}

		private static boolean isSigned(ServerRequest request, byte[] body) {
			byte[] signature = String.valueOf(request.headers().firstHeader(HEADER)).getBytes(StandardCharsets.UTF_8);
			return MessageDigest.isEqual(sign(body).getBytes(StandardCharsets.UTF_8), signature);
		}

	}

	record Delivery(String event, Instant timestamp, Data data) {

		record Data(Reply reply) {

		}

		record Reply(String id, String email, String campaignId, String classification, Instant receivedAt,
				String threadSnippet) {

		}

	}

}
