package co.leadterra.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraInvalidRequestException;
import co.leadterra.client.LeadterraUnexpectedResponseException;
import co.leadterra.client.bulk.BulkInterruptedException;
import co.leadterra.client.campaign.Campaign;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.EnrollmentResult;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.RejectedLead;
import co.leadterra.client.suppression.RejectedAddress;
import co.leadterra.client.suppression.SuppressionProgress;
import co.leadterra.client.suppression.SuppressionResult;
import co.leadterra.test.Behavior;
import co.leadterra.test.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests over HTTP that nothing of a stream or a list is lost in silence.
 */
class StreamTests extends AbstractClientTests {

	private static final String ENROLL = "POST /v1/campaigns/:id/leads/bulk";

	private String campaignId;

	@BeforeEach
	void addCampaign() {
		this.campaignId = server.workspace().addCampaign(Map.of());
	}

	@Test
	void linesOfAFileAreEnrolledButForTheBadOnes(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("leads.txt");
		Files.writeString(file, "\uFEFFa@x.example\n\nb@x.example\nno address\nc@x.example\nd@x.example\u200B\n",
				StandardCharsets.UTF_8);
		Flux<Lead> leads = Flux.fromIterable(Files.readAllLines(file)).map(Lead::of);
		List<RejectedLead> rejected = new ArrayList<>();
		EnrollmentProgress summary = this.client.leads()
			.enroll(this.campaignId, leads)
			.doOnNext((progress) -> rejected.addAll(progress.rejected()))
			.blockLast(TIMEOUT);
		assertThat(summary.enrolled()).isEqualTo(2);
		assertThat(summary.settled()).isEqualTo(6);
		assertThat(rejected).extracting((lead) -> lead.lead().email())
			.containsExactly("\uFEFFa@x.example", "", "no address", "d@x.example\u200B");
	}

	@Test
	void leadsThatASuccessNamesAsInvalidAreRejected() {
		server.behave(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		EnrollmentProgress summary = this.client.leads()
			.enroll(this.campaignId, Flux.just("a@x.example", "b@localhost", "c@x.example").map(Lead::of))
			.blockLast(TIMEOUT);
		assertThat(summary.accepted()).isEqualTo(2);
		assertThat(summary.failed()).isOne();
		EnrollmentResult result = this.client.leads()
			.enroll(this.campaignId, List.of(Lead.of("a@x.example"), Lead.of("b@localhost")))
			.block(TIMEOUT);
		assertThat(result.rejected()).extracting((lead) -> lead.lead().email()).containsExactly("b@localhost");
	}

	@Test
	void addressesThatASuccessNamesAsInvalidAreRejected() {
		server.behave(Behavior.INVALID_ENTRIES_NAMED_WITH_200);
		SuppressionProgress summary = this.client.suppressionList()
			.suppressAll(Flux.just("a@x.example", "b@localhost"))
			.blockLast(TIMEOUT);
		assertThat(summary.accepted()).isOne();
		assertThat(summary.failed()).isOne();
		SuppressionResult result = this.client.suppressionList()
			.suppress(List.of("a@x.example", "b@localhost"))
			.block(TIMEOUT);
		assertThat(result.rejected()).extracting(RejectedAddress::address).containsExactly("b@localhost");
	}

	@Test
	void leadsThatAreKeptWhenTheirCallIsRefusedAreEnrolledOnce() {
		server.behave(Behavior.VALID_ENTRIES_KEPT);
		EnrollmentProgress summary = this.client.leads()
			.enroll(this.campaignId, Flux.just("a@x.example", "b@localhost", "c@x.example").map(Lead::of))
			.blockLast(TIMEOUT);
		assertThat(summary.accepted()).isEqualTo(2);
		assertThat(server.workspace().leads(this.campaignId)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 202, 204 })
	void emptySuccessIsASuccess(int status) {
		server.inject(Fault.success(status).withoutBody());
		EnrollmentProgress enrolled = this.client.leads()
			.enroll(this.campaignId, Flux.just(Lead.of("a@x.example")))
			.blockLast(TIMEOUT);
		assertThat(enrolled.accepted()).isOne();
		assertThat(enrolled.enrolled()).isNull();
		assertThat(this.client.leads().enroll(this.campaignId, List.of(Lead.of("a@x.example"))).block(TIMEOUT))
			.isEqualTo(new EnrollmentResult(null, null, null, null));
		assertThat(this.client.suppressionList().suppress(List.of("b@x.example")).block(TIMEOUT))
			.isEqualTo(new SuppressionResult(null, null, null));
		assertThat(this.client.suppressionList().suppressAll(Flux.just("b@x.example")).blockLast(TIMEOUT).accepted())
			.isOne();
		Campaign onlyItsId = new Campaign(this.campaignId, null, null, List.of(), null, null, null);
		assertThat(this.client.campaigns().start(this.campaignId).block(TIMEOUT)).isEqualTo(onlyItsId);
		assertThat(this.client.campaigns().pause(this.campaignId).block(TIMEOUT)).isEqualTo(onlyItsId);
	}

	@Test
	void emptyAnswerToACallThatReadsIsAnError() {
		server.inject(Fault.success(200).withoutBody());
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class)
			.isThrownBy(() -> this.client.campaigns().stats(this.campaignId).block(TIMEOUT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"message\":\"maintenance\"}", "{\"success\":false}" })
	void answerWithoutCountersIsNoSuccess(String body) {
		server.inject(Fault.answer(200, "application/json", body));
		assertThatExceptionOfType(BulkInterruptedException.class).isThrownBy(
				() -> this.client.leads().enroll(this.campaignId, Flux.just(Lead.of("a@x.example"))).blockLast(TIMEOUT))
			.withCauseInstanceOf(LeadterraUnexpectedResponseException.class);
		assertThatExceptionOfType(LeadterraUnexpectedResponseException.class)
			.isThrownBy(() -> this.client.suppressionList().suppress(List.of("a@x.example")).block(TIMEOUT));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void refusalOfEveryCallEndsTheStreamAfterAFew(CapturedOutput output) {
		server.inject(Fault.error(422, "campaign_archived"));
		Flux<Lead> leads = Flux
			.fromStream(() -> IntStream.range(0, 1000).mapToObj((i) -> Lead.of("lead" + i + "@x.example")));
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> this.client.leads().enroll(this.campaignId, leads).blockLast(TIMEOUT))
			.withCauseInstanceOf(LeadterraInvalidRequestException.class)
			.withMessageContaining("campaign_archived");
		assertThat(server.requestCount(ENROLL)).isLessThan(40);
		assertThat(output.getAll().lines()).noneMatch((line) -> line.matches(".*(WARN|ERROR).*@x\\.example.*"));
	}

	@Test
	void leadsAreSentOnceOnRequestWhateverTheRetriesAre() {
		server.inject(Fault.emptyResponse().on(ENROLL));
		EnrollmentOptions once = EnrollmentOptions.builder().repeat(false).build();
		assertThatExceptionOfType(BulkInterruptedException.class)
			.isThrownBy(() -> clientBuilder().retries(RetrySettings.defaults())
				.build()
				.leads()
				.enroll(this.campaignId, Flux.just(Lead.of("a@x.example")), once)
				.blockLast(TIMEOUT))
			.withCauseInstanceOf(LeadterraConnectionException.class)
			.satisfies((ex) -> assertThat(ex.getUncertain()).isOne());
		assertThat(server.requestCount(ENROLL)).isOne();
	}

	@Test
	void pagesThatIgnoreTheirNumberEndInAnError() {
		for (int i = 0; i < 60; i++) {
			server.workspace().addReply(this.campaignId, Map.of("email", "lead" + i + "@x.example"));
		}
		server.behave(Behavior.PAGES_IGNORED);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.client.replies().list().collectList().block(TIMEOUT))
			.withMessageContaining("of 60 replies were emitted");
	}

	@Test
	void addressWithACharacterThatCannotBeSeenIsNotSuppressed() {
		SuppressionProgress summary = this.client.suppressionList()
			.suppressAll(Flux.just("ada@example.com\u200B"))
			.blockLast(TIMEOUT);
		assertThat(summary.failed()).isOne();
		assertThat(server.requestCount()).isZero();
	}

}
