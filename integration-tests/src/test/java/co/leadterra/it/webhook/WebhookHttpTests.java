package co.leadterra.it.webhook;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import co.leadterra.webhook.CampaignStarted;
import co.leadterra.webhook.ReplyReceived;
import co.leadterra.webhook.WebhookEvent;
import co.leadterra.webhook.WebhookSignature;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the webhook endpoint in running applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebhookHttpTests {

	private static final AtomicInteger ids = new AtomicInteger();

	private static final Map<Kind, ConfigurableApplicationContext> applications = new EnumMap<>(Kind.class);

	private static final AtomicReference<String> observed = new AtomicReference<>();

	private static final List<WebhookEvent> handled = new CopyOnWriteArrayList<>();

	@BeforeEach
	void forget() {
		handled.clear();
		observed.set(null);
	}

	@AfterAll
	static void stop() {
		applications.values().forEach(ConfigurableApplicationContext::close);
	}

	private static ConfigurableApplicationContext run(Kind kind, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(kind.type)
			.run(Stream
				.concat(Stream.of("server.port=0", "leadterra.enabled=false",
						"leadterra.webhook.secrets=sk_test_example_new," + Delivery.SECRET), Stream.of(properties))
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	private static ConfigurableApplicationContext application(Kind kind) {
		return applications.computeIfAbsent(kind, WebhookHttpTests::run);
	}

	private static int port(Kind kind) {
		return port(application(kind));
	}

	private static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static String newId() {
		return "rpl_" + ids.incrementAndGet();
	}

	@ParameterizedTest
	@EnumSource
	void deliveryIsHandledByAListener(Kind kind) {
		String id = newId();
		HttpResponse<String> answer = Delivery.reply(id).send(port(kind));
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(handled).singleElement()
			.isInstanceOfSatisfying(ReplyReceived.class, (event) -> assertThat(event.reply().id()).isEqualTo(id));
	}

	@ParameterizedTest
	@EnumSource
	void listenerRunsInTheObservationOfItsRequest(Kind kind) {
		Delivery.reply(newId()).send(port(kind));
		assertThat(observed).hasToString("http.server.requests");
		observed.set(null);
		Delivery slow = Delivery.reply("rpl_observed_" + kind);
		String body = new String(slow.body(), StandardCharsets.UTF_8);
		Delivery.sendRaw(port(kind), chunk(body) + chunk(""), "Transfer-Encoding: chunked",
				WebhookSignature.HEADER + ": " + slow.signature());
		assertThat(observed).hasToString("http.server.requests");
	}

	static Stream<Arguments> signatures() {
		return Stream.of(Kind.values())
			.flatMap((kind) -> Stream.of(Arguments.of(kind, List.of("wrong", "%s"), 204),
					Arguments.of(kind, List.of("%s", "wrong"), 204), Arguments.of(kind, List.of("wrong,%s"), 204),
					Arguments.of(kind, List.of("wrong %s"), 204), Arguments.of(kind, List.of("a, b", "c", "d %s"), 204),
					Arguments.of(kind, List.of("a", "b", "c", "d", "e", "%s"), 401),
					Arguments.of(kind, List.of("a,b", "c d e", "%s"), 401)));
	}

	@ParameterizedTest
	@MethodSource("signatures")
	void oneRightSignatureAmongAHandfulIsEnough(Kind kind, List<String> lines, int status) {
		Delivery delivery = Delivery.reply(newId());
		String[] headers = Stream
			.concat(Stream.of("Content-Length: " + delivery.body().length),
					lines.stream().map((line) -> WebhookSignature.HEADER + ": " + line.formatted(delivery.signature())))
			.toArray(String[]::new);
		assertThat(Delivery.sendRaw(port(kind), new String(delivery.body(), StandardCharsets.UTF_8), headers))
			.startsWith("HTTP/1.1 " + status);
	}

	@ParameterizedTest
	@EnumSource
	void duplicateIsAcknowledgedAndNotHandled(Kind kind) {
		Delivery delivery = Delivery.reply(newId());
		assertThat(delivery.send(port(kind)).statusCode()).isEqualTo(204);
		assertThat(delivery.send(port(kind)).statusCode()).isEqualTo(204);
		assertThat(handled).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void deliveryThatFailedIsHandledWhenItComesAgain(Kind kind) {
		Delivery delivery = Delivery.event(Instant.now(), "campaign.started",
				"{\"campaignId\":\"%s\"}".formatted(newId()));
		HttpResponse<String> answer = delivery.send(port(kind));
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).isEqualTo("The delivery could not be handled");
		assertThat(delivery.send(port(kind)).statusCode()).isEqualTo(204);
		assertThat(handled).hasSize(2);
	}

	static Stream<Arguments> rejections() {
		Delivery good = Delivery.reply("rpl_rejected");
		byte[] invalidUtf8 = good.body().clone();
		invalidUtf8[invalidUtf8.length - 5] = (byte) 0xff;
		Instant now = Instant.now();
		return Stream.of(Arguments.of("empty body", Delivery.of(""), 400),
				Arguments.of("not JSON", Delivery.of("private"), 400),
				Arguments.of("no object", Delivery.of("[]"), 400),
				Arguments.of("no header", good.withSignature(null), 401),
				Arguments.of("empty header", good.withSignature(""), 401),
				Arguments.of("wrong length", good.withSignature(good.signature().substring(2)), 401),
				Arguments.of("no encoding", good.withSignature("private"), 401),
				Arguments.of("signature over another body", good.withSignature(Delivery.of("{}").signature()), 401),
				Arguments.of("empty body without signature", Delivery.of("").withSignature(null), 401),
				Arguments.of("expired", Delivery.event(now.minus(Duration.ofHours(13)), "message.sent", "{}"), 401),
				Arguments.of("in the future", Delivery.event(now.plus(Duration.ofMinutes(10)), "message.sent", "{}"),
						401),
				Arguments.of("no timestamp", Delivery.of("{\"event\":\"message.sent\",\"data\":{}}"), 400),
				Arguments.of("no data", Delivery.of("{\"event\":\"message.sent\",\"timestamp\":\"%s\"}".formatted(now)),
						400),
				Arguments.of("data of another type", Delivery.event(now, "message.sent", "[]"), 400),
				Arguments.of("reply without id", Delivery.event(now, "reply.received", "{\"reply\":{}}"), 400),
				Arguments.of("deep nesting", Delivery.of("[".repeat(200_000)), 400),
				Arguments.of("duplicate keys", Delivery.event(now, "message.sent", "{\"a\":1,\"a\":2}"), 400),
				Arguments.of("invalid UTF-8", Delivery.of(invalidUtf8), 400),
				Arguments.of("form", good.withContentType("application/x-www-form-urlencoded"), 415),
				Arguments.of("multipart", good.withContentType("multipart/form-data; boundary=x"), 415),
				Arguments.of("text", good.withContentType("text/plain"), 415),
				Arguments.of("no media type", good.withContentType("json"), 415),
				Arguments.of("any media type", good.withContentType("*/*"), 415),
				Arguments.of("any application", good.withContentType("application/*"), 415),
				Arguments.of("broken media type", good.withContentType("a/b/c;;;"), 415),
				Arguments.of("too large", Delivery.of(" ".repeat(256 * 1024 + 1)), 413));
	}

	static Stream<Arguments> rejectionsByKind() {
		return Stream.of(Kind.values())
			.flatMap((kind) -> rejections()
				.map((arguments) -> Arguments.of(kind, arguments.get()[0], arguments.get()[1], arguments.get()[2])));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("rejectionsByKind")
	void badDeliveryIsRejectedAndNotHandled(Kind kind, String name, Delivery delivery, int status,
			CapturedOutput output) {
		HttpResponse<String> answer = delivery.send(port(kind));
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).isNotBlank().hasSizeLessThan(100).doesNotContain("private");
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/plain"));
		assertThat(handled).isEmpty();
		assertThat(output).doesNotContain("private").doesNotContain("rpl_rejected").doesNotContain("ERROR");
	}

	@ParameterizedTest
	@EnumSource
	void otherMethodsAreNotAllowed(Kind kind) {
		for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")) {
			HttpResponse<String> answer = Delivery.reply("rpl_rejected").withMethod(method).send(port(kind));
			assertThat(answer.statusCode()).as(method).isEqualTo(405);
			assertThat(answer.headers().firstValue("Allow")).as(method).hasValue("POST");
		}
		assertThat(handled).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void jsonOfEveryNameIsAccepted(Kind kind) {
		for (String type : List.of("application/json; charset=utf-8", "application/cloudevents+json", "")) {
			assertThat(Delivery.reply(newId()).withContentType(type).send(port(kind)).statusCode()).as(type)
				.isEqualTo(204);
		}
	}

	@ParameterizedTest
	@EnumSource
	void bodyOfTenMegabytesIsRejectedBeforeItIsSent(Kind kind) {
		assertThat(Delivery.sendRaw(port(kind), "", "Content-Length: 10485760")).startsWith("HTTP/1.1 413 ");
	}

	@ParameterizedTest
	@EnumSource
	void bodyOfUnknownLengthIsRejectedOnceItIsTooLarge(Kind kind) {
		String chunk = chunk(" ".repeat(64 * 1024));
		assertThat(Delivery.sendRaw(port(kind), chunk.repeat(5), "Transfer-Encoding: chunked"))
			.startsWith("HTTP/1.1 413 ");
	}

	@ParameterizedTest
	@EnumSource
	void bodyOfUnknownLengthIsRead(Kind kind) {
		Delivery delivery = Delivery.reply(newId());
		String body = new String(delivery.body(), StandardCharsets.UTF_8);
		assertThat(Delivery.sendRaw(port(kind), chunk(body.substring(0, 16)) + chunk(body.substring(16)) + chunk(""),
				"Transfer-Encoding: chunked", WebhookSignature.HEADER + ": " + delivery.signature()))
			.startsWith("HTTP/1.1 204");
		assertThat(handled).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void brokenChunkIsRejected(Kind kind, CapturedOutput output) {
		long before = observedRequests(kind);
		assertThat(Delivery.sendRaw(port(kind), "5\r\n{\"a\":\r\nnonsense\r\n", "Transfer-Encoding: chunked"))
			.startsWith("HTTP/1.1 400");
		await().until(() -> observedRequests(kind) > before);
		assertThat(handled).isEmpty();
		assertThat(output).doesNotContain("ERROR");
	}

	@ParameterizedTest
	@EnumSource
	void senderThatHangsUpIsNoError(Kind kind, CapturedOutput output) throws IOException {
		long before = observedRequests(kind);
		try (Socket sender = new Socket("localhost", port(kind))) {
			sender.getOutputStream()
				.write(("POST /webhooks/leadterra HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 2000\r\n\r\n{")
					.getBytes(StandardCharsets.US_ASCII));
		}
		await().until(() -> observedRequests(kind) > before);
		assertThat(handled).isEmpty();
		assertThat(output).doesNotContain("ERROR");
		assertThat(application(kind).getBean(MeterRegistry.class)
			.get("leadterra.webhook.rejected")
			.tag("reason", "body_incomplete")
			.counter()
			.count()).isPositive();
	}

	// It ends after all that is logged of a request.
	private static long observedRequests(Kind kind) {
		return application(kind).getBean(MeterRegistry.class)
			.find("http.server.requests")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private static String chunk(String text) {
		return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
	}

	@ParameterizedTest
	@EnumSource
	void largestBodyIsRead(Kind kind) {
		String padding = " ".repeat(256 * 1024 - Delivery.reply("rpl_0000000").body().length);
		Delivery padded = Delivery
			.of(new String(Delivery.reply("rpl_largest").body(), StandardCharsets.UTF_8) + padding);
		assertThat(padded.body()).hasSize(256 * 1024);
		assertThat(padded.send(port(kind)).statusCode()).isIn(204);
	}

	@ParameterizedTest
	@EnumSource
	void deliveriesAreCountedAndTimed(Kind kind) {
		Delivery delivery = Delivery.reply(newId());
		delivery.send(port(kind));
		delivery.send(port(kind));
		delivery.withSignature("").send(port(kind));
		MeterRegistry registry = application(kind).getBean(MeterRegistry.class);
		assertThat(registry.get("leadterra.webhook.received").counter().count()).isGreaterThanOrEqualTo(3);
		assertThat(registry.get("leadterra.webhook.verified").tag("event", "reply.received").counter().count())
			.isGreaterThanOrEqualTo(2);
		assertThat(registry.get("leadterra.webhook.duplicates").tag("original", "handled").counter().count())
			.isPositive();
		assertThat(registry.get("leadterra.webhook.rejected").tag("reason", "missing_signature").counter().count())
			.isPositive();
		assertThat(registry.get("leadterra.webhook.handling")
			.tags("event", "reply.received", "outcome", "handled")
			.timer()
			.count()).isPositive();
	}

	enum Kind {

		SERVLET(WebApplicationType.SERVLET), REACTIVE(WebApplicationType.REACTIVE);

		private final WebApplicationType type;

		Kind(WebApplicationType type) {
			this.type = type;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final ObservationRegistry observations;

		Application(ObservationRegistry observations) {
			this.observations = observations;
		}

		@EventListener
		void on(WebhookEvent event) {
			Observation current = this.observations.getCurrentObservation();
			observed.set((current != null) ? current.getContext().getName() : null);
			handled.add(event);
			if (event instanceof CampaignStarted && handled.size() == 1) {
				throw new IllegalStateException("Fails the first time");
			}
		}

	}

}
