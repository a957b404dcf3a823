package co.leadterra.test;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import co.leadterra.test.internal.wire.Operation;
import co.leadterra.webhook.WebhookEvent;
import co.leadterra.webhook.WebhookSignature;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks answers against the OpenAPI file, so that the server and the client are not only
 * tested against each other.
 */
class OpenApiTests extends AbstractServerTests {

	private static OpenApiInteractionValidator validator;

	@BeforeAll
	static void read() throws IOException {
		validator = OpenApiInteractionValidator.createForInlineApiSpecification(description()).build();
	}

	// The validator looks at paths, not at callbacks.
	private static String description() throws IOException {
		return Files.readString(Path.of("../benchmarks/openapi-client/leadterra.yaml")).replace("\npaths:\n", """

				paths:
				  /deliveries:
				    post:
				      security: []
				      requestBody: { $ref: "#/components/requestBodies/Delivery" }
				      responses: { "204": { description: Taken } }
				""");
	}

	@BeforeEach
	void fill() throws IOException {
		server.respondWith(ResponseShape.REFERENCE);
		server.respondWith("GET /v1/replies", ResponseShape.GUIDES);
		Workspace workspace = server.workspace();
		workspace.addLeads(workspace.addCampaign(Map.of()), "ada@example.com");
		workspace.addReply("camp_1", Map.of("email", "ada@example.com"));
		workspace.addThread(Map.of());
		workspace.addFollowUp(Map.of());
		http.post("/v1/sdr/drafts/generate", "{'threadId':'thr_1'}");
		workspace.gmailStatus(Map.of("lastSyncError", "The history is too old"));
	}

	@ParameterizedTest
	@EnumSource
	void answerIsAsDescribed(Operation operation) throws IOException {
		TestHttp.Reply reply = call(operation);
		assertThat(reply.status()).isEqualTo(200);
		assertDescribed(operation.method(), path(operation), reply);
	}

	@ParameterizedTest
	@EnumSource
	void refusalIsAsDescribed(Operation operation) throws IOException {
		server.revokeKey(server.apiKey());
		TestHttp.Reply reply = call(operation);
		assertThat(reply.status()).isEqualTo(401);
		assertDescribed(operation.method(), path(operation), reply);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			422 | /v1/campaigns/camp_1/leads/bulk         | {'leads':[{'email':'nonsense'}]}
			422 | /v1/suppression-list                    | {'emails':['nonsense']}
			400 | /v1/suppression-list                    | {'emails':[]}
			404 | /v1/campaigns/camp_9/start              | {}
			400 | /v1/replies/rpl_1/assign                | {'sdrId':'sdr_1'}
			404 | /v1/sdr/followups/fup_9/complete        | {}
			""")
	void errorIsAsDescribed(int status, String path, String body) throws IOException {
		TestHttp.Reply reply = http.post(path, body);
		assertThat(reply.status()).isEqualTo(status);
		assertDescribed("POST", path, reply);
	}

	@ParameterizedTest
	@CsvSource({ "QUICKSTART, LIST_SENDER_POOLS", "GUIDES, LIST_SENDER_POOLS", "GUIDES, ENROLL_LEADS",
			"GUIDES, ADD_SUPPRESSIONS", "GUIDES, GET_CAMPAIGN_STATS" })
	void answerOfAnotherFormIsAsDescribedWithinItsName(ResponseShape shape, Operation operation) throws IOException {
		server.respondWith(shape);
		JsonNode body = json(call(operation).body());
		String content = ((body.size() == 1) ? body.iterator().next() : body).toString();
		assertThat(errors(report(operation.method(), path(operation), 200, "application/json", content))).isEmpty();
	}

	@Test
	void pausedCampaignIsAsDescribed() throws IOException {
		call(Operation.START_CAMPAIGN);
		assertDescribed("POST", path(Operation.PAUSE_CAMPAIGN), call(Operation.PAUSE_CAMPAIGN));
	}

	@Test
	void blockedDraftIsAsDescribed() throws IOException {
		server.workspace().blockDrafts("spam");
		assertDescribed("POST", path(Operation.SEND_DRAFT), call(Operation.SEND_DRAFT));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEXT")
	void errorOfALeadIsAsDescribed(ErrorEntryShape shape) throws IOException {
		server.respondWith(shape);
		String path = "/v1/campaigns/camp_1/leads/bulk";
		assertDescribed("POST", path, http.post(path, "{'leads':[{'email':'nonsense'}]}"));
	}

	@Test
	void listOfErrorsIsAsDescribed() throws IOException {
		server.respondWith(ErrorShape.ERRORS);
		refusalIsAsDescribed(Operation.LIST_SDRS);
	}

	@Test
	void rateLimitIsAsDescribed() throws IOException {
		server.limitCalls(1, Duration.ofSeconds(1));
		http.get("/v1/sdrs");
		assertDescribed("GET", "/v1/sdrs", http.get("/v1/sdrs"));
	}

	@Test
	void otherAnswerIsNoticed() throws IOException {
		server.respondWith(ResponseShape.CONCEPTS);
		TestHttp.Reply reply = http.get("/v1/sender-accounts");
		assertThat(report("GET", "/v1/sender-accounts", reply).hasErrors()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void callIsDescribed(Operation operation) {
		SimpleRequest.Builder request = new SimpleRequest.Builder(operation.method(), path(operation))
			.withHeader("Authorization", "Bearer sk_test_example_0123456789");
		String body = body(operation);
		if (body != null) {
			request.withContentType("application/json").withBody(body);
		}
		assertThat(errors(validator.validateRequest(request.build()))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "GUIDES", "REFERENCE" })
	void deliveryIsAsDescribed(ResponseShape shape) throws IOException {
		server.respondWith(ResponseShape.GUIDES);
		server.deliverTo(URI.create("http://localhost:1"));
		String id = startedCampaign(IntStream.rangeClosed(1, 10).mapToObj((i) -> i + "@b.co").toArray(String[]::new));
		server.respondWith(shape);
		server.workspace().simulateSending(id);
		server.workspace().simulateReplies(id);
		assertThat(server.deliveries().all()).extracting(Delivery::event)
			.contains("campaign.started", "message.sent", "message.bounced", "reply.received");
		assertThat(server.deliveries().all()).extracting(Delivery::body)
			.allSatisfy((body) -> assertThat(deliveryErrors(body)).isEmpty())
			.allSatisfy((body) -> assertThat(deliveryErrors(body.replace("timestamp", "time"))).isNotEmpty())
			.allSatisfy((body) -> assertThat(event(body)).usingRecursiveAssertion().hasNoNullFields());
	}

	private static WebhookEvent event(String delivery) {
		byte[] body = delivery.getBytes(StandardCharsets.UTF_8);
		WebhookSignature signature = WebhookSignature.of(server.webhookSecret())
			.withClock(Clock.fixed(NOW, ZoneOffset.UTC));
		return signature.verify(body, signature.sign(body));
	}

	private static List<ValidationReport.Message> deliveryErrors(String delivery) {
		return errors(validator.validateRequest(
				new SimpleRequest.Builder(Request.Method.POST, "/deliveries").withContentType("application/json")
					.withBody(delivery)
					.build()));
	}

	private static TestHttp.Reply call(Operation operation) throws IOException {
		return http.send(operation.method(), path(operation), body(operation), "Bearer " + server.apiKey());
	}

	private static String path(Operation operation) {
		String template = operation.toString().substring(operation.method().length() + 1);
		return template.replace(":replyId", "rpl_1")
			.replace(":draftId", "drf_1")
			.replace(":followupId", "fup_1")
			.replace(":threadId", "thr_1")
			.replace(":id", "camp_1");
	}

	private static @Nullable String body(Operation operation) {
		String body = switch (operation) {
			case CREATE_CAMPAIGN ->
				"{'name':'Spring','sequenceSteps':[{'subject':'Hi','bodyHtml':'<p>Hi</p>'},{'subject':'Again','bodyHtml':'<p>Hi</p>','delayDays':3}]}";
			case ENROLL_LEADS -> "{'leads':[{'email':'grace@example.com','firstName':'Grace'}]}";
			case ADD_SUPPRESSIONS -> "{'emails':['linus@example.com']}";
			case CREATE_WEBHOOK -> "{'url':'https://hooks.example.com/leadterra','events':['reply.received']}";
			case ASSIGN_REPLY -> "{'sdrId':'sdr_1','seniority':'VP','employeeCount':'51-200','category':'A'}";
			case GENERATE_DRAFTS -> "{'threadId':'thr_1','variantCount':2}";
			case SKIP_FOLLOW_UP -> "{'reason':'On holiday'}";
			case RESCHEDULE_FOLLOW_UP, SCHEDULE_FOLLOW_UP -> "{'dueAt':'2026-04-01T10:00:00Z'}";
			default -> null;
		};
		return (body != null) ? body.replace('\'', '"') : null;
	}

	private static void assertDescribed(String method, String path, TestHttp.Reply reply) {
		assertThat(errors(report(method, path, reply))).isEmpty();
	}

	private static ValidationReport report(String method, String path, TestHttp.Reply reply) {
		return report(method, path, reply.status(), reply.header("Content-Type"), reply.body());
	}

	private static ValidationReport report(String method, String path, int status, String type, String body) {
		return validator.validateResponse(path, Request.Method.valueOf(method),
				SimpleResponse.Builder.status(status).withContentType(type).withBody(body).build());
	}

	private static List<ValidationReport.Message> errors(ValidationReport report) {
		return report.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.toList();
	}

}
