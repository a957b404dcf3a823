package co.leadterra.samples.leadimport.remote;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.campaign.CampaignClient;
import co.leadterra.client.http.ApiKey;
import co.leadterra.samples.leadimport.SourceFile;
import co.leadterra.test.LeadterraErrors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WorkerCheck}.
 */
class WorkerCheckTests {

	private static final String ADDRESS = "https://api.example.com";

	private final LeadterraConnectionDetails connection = mock(LeadterraConnectionDetails.class);

	private final LeadterraClient leadterra = mock(LeadterraClient.class);

	private final CampaignClient campaigns = mock(CampaignClient.class);

	private final SourceFile file = mock(SourceFile.class);

	@TempDir
	Path directory;

	@BeforeEach
	void begin() throws Exception {
		given(this.connection.getBaseUrl()).willReturn(URI.create(ADDRESS));
		given(this.connection.getApiKey()).willReturn(ApiKey.of("sk_test_example"));
		given(this.leadterra.campaigns()).willReturn(this.campaigns);
		given(this.campaigns.stats(any())).willReturn(Mono.empty());
		Path path = Files.writeString(this.directory.resolve("leads.csv"), "email\n");
		given(this.file.path("leads.csv")).willReturn(path);
		given(this.file.digest("leads.csv")).willReturn("abc");
	}

	@Test
	void worksWithWhatTheManagerHas() {
		assertThat(problem(ADDRESS, "TEST", "abc")).isEmpty();
	}

	@Test
	void refusesAnotherAddress() {
		assertThat(problem("https://other.example.com", "TEST", "abc"))
			.contains("The manager's Leadterra is https://other.example.com, and this worker's is " + ADDRESS + ".");
	}

	@Test
	void refusesAKeyOfAnotherMode() {
		assertThat(problem(ADDRESS, "LIVE", "abc"))
			.contains("The manager's key is of mode LIVE, and this worker's of mode TEST.");
	}

	@Test
	void refusesAFileOfOtherContent() {
		assertThat(problem(ADDRESS, "TEST", "def")).get()
			.asString()
			.endsWith("leads.csv has other content here than at the manager.");
	}

	@Test
	void refusesWhatIsNotLeadterra() {
		given(this.campaigns.stats(any())).willReturn(Mono.error(LeadterraErrors.unexpectedResponse()));
		assertThat(problem(ADDRESS, "TEST", "abc")).isPresent();
	}

	@Test
	void failureOfLeadterraThatPassesIsNoRefusal() {
		given(this.campaigns.stats(any())).willReturn(Mono.error(LeadterraErrors.serverError(503)))
			.willReturn(Mono.empty());
		WorkerCheck check = new WorkerCheck(this.connection, this.leadterra, this.file);
		JobExecution job = job(ADDRESS, "TEST", "abc");
		assertThatExceptionOfType(LeadterraServerException.class).isThrownBy(() -> check.problem(job));
		assertThat(check.problem(job)).isEmpty();
	}

	private Optional<String> problem(String address, String mode, String digest) {
		return new WorkerCheck(this.connection, this.leadterra, this.file).problem(job(address, mode, digest));
	}

	private static JobExecution job(String address, String mode, String digest) {
		JobParameters parameters = new JobParametersBuilder().addString("leadterra", address)
			.addString("mode", mode)
			.addString("file", "leads.csv")
			.addString("digest", digest)
			.addString("campaign", "camp_1")
			.toJobParameters();
		return new JobExecution(1, new JobInstance(1, "lead-import"), parameters);
	}

}
