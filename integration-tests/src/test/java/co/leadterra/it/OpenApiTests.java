package co.leadterra.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.client.campaign.SequenceStep;
import co.leadterra.client.lead.CustomFieldPlacement;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.reply.ReplyAssignment;
import co.leadterra.client.sdr.DraftEdits;
import co.leadterra.client.sdr.DraftRequest;
import co.leadterra.client.sdr.FollowUpQuery;
import co.leadterra.client.sdr.InboxOrder;
import co.leadterra.client.sdr.InboxQuery;
import co.leadterra.client.sdr.ProspectCategory;
import co.leadterra.client.sdr.ThreadStatus;
import co.leadterra.test.RecordedRequest;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks what the client sends against the OpenAPI file, so that client and stand-in are
 * not only tested against each other.
 */
class OpenApiTests extends AbstractClientTests {

	private static final Lead LEAD = Lead.builder("grace@example.com")
		.firstName("Grace")
		.lastName("Hopper")
		.company("Navy")
		.jobTitle("Admiral")
		.customField("product", "Compiler")
		.build();

	private static OpenApiInteractionValidator validator;

	@BeforeAll
	static void readDescription() throws IOException {
		validator = OpenApiInteractionValidator
			.createForInlineApiSpecification(Files.readString(Path.of("../benchmarks/openapi-client/leadterra.yaml")))
			.build();
	}

	static Stream<Function<LeadterraClient, Publisher<?>>> calls() {
		return Stream.concat(Arrays.stream(Endpoint.values()).map((endpoint) -> endpoint::call), Stream.of(
				(client) -> client.campaigns().create(NewCampaign.of("Launch", SequenceStep.of("Hi", "<p>Hi</p>", 3))),
				(client) -> client.leads().enroll("camp_1", List.of(LEAD)), (client) -> client.replies().list("camp_1"),
				(client) -> client.replies().page("camp_1", 2, 20),
				(client) -> client.replies()
					.assign("rpl_1",
							ReplyAssignment.builder("sdr_1")
								.to("ada@example.com")
								.cc("bob@example.com", "cyd@example.com")
								.subject("Fw")
								.note("Call her")
								.category(ProspectCategory.A)
								.forceForward(true)
								.skipIcpCheck(false)
								.seniority("VP")
								.employeeCount("51-200")
								.build()),
				(client) -> client.sdr()
					.inbox(InboxQuery.builder()
						.statuses(ThreadStatus.NEW, ThreadStatus.WON)
						.category(ProspectCategory.B)
						.search("acme & co")
						.snoozed(false)
						.limit(100)
						.offset(0)
						.orderBy(InboxOrder.LAST_MESSAGE)
						.build()),
				(client) -> client.sdr().generateDrafts(new DraftRequest("thr_1", "Short", 3)),
				(client) -> client.sdr().sendDraft("drf_1", DraftEdits.html("<p>Hi</p>")),
				(client) -> client.sdr().sendDraft("drf_1", DraftEdits.text("Hi")),
				(client) -> client.sdr().sendDraft("drf_1", DraftEdits.cc("bob@example.com")),
				(client) -> client.sdr().dueFollowUps(FollowUpQuery.upcoming(200)),
				(client) -> client.sdr().scheduleFollowUp("thr_1", Instant.parse("2030-04-01T10:00:00Z"))));
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callIsAsDescribed(Function<LeadterraClient, Publisher<?>> call) {
		assertThat(errors(sent(this.client, call))).isEmpty();
	}

	@Test
	void nestedCustomFieldsAreAsDescribed() {
		LeadterraClient nesting = clientBuilder().customFields(CustomFieldPlacement.NESTED).build();
		assertThat(errors(sent(nesting, (client) -> client.leads().enroll("camp_1", List.of(LEAD))))).isEmpty();
	}

	@Test
	void fieldOfAnotherNameIsNoticed() {
		RecordedRequest request = sent(this.client, Endpoint.GENERATE_DRAFTS::call);
		assertThat(errors(request, request.body().replace("threadId", "thread"))).isNotEmpty();
	}

	private static RecordedRequest sent(LeadterraClient client, Function<LeadterraClient, Publisher<?>> call) {
		Endpoint.prepare(server, client);
		int before = server.requestCount();
		Flux.from(call.apply(client)).blockLast(TIMEOUT);
		assertThat(server.requestCount()).isEqualTo(before + 1);
		return server.requests().get(before);
	}

	private static List<ValidationReport.Message> errors(RecordedRequest request) {
		return errors(request, request.body());
	}

	private static List<ValidationReport.Message> errors(RecordedRequest request, String body) {
		SimpleRequest.Builder described = new SimpleRequest.Builder(request.method(), request.path());
		request.query().forEach(described::withQueryParam);
		request.headers().forEach(described::withHeader);
		if (!body.isEmpty()) {
			described.withBody(body);
		}
		return validator.validateRequest(described.build())
			.getMessages()
			.stream()
			.filter((message) -> message.getLevel() == ValidationReport.Level.ERROR)
			.toList();
	}

}
