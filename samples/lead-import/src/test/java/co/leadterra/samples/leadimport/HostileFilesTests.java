package co.leadterra.samples.leadimport;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.LeadterraClient;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Imports the files of the folder {@code samples/csv/hostile}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileFilesTests {

	private static final Path FILES = Path.of("../csv/hostile");

	private static final LeadterraServer leadterra = LeadterraServer.start();

	@TempDir
	private static Path directory;

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() throws IOException {
		Path file = Files.writeString(directory.resolve("good.csv"), "email\nada@example.com\n");
		application = LeadImportApplication.run("--leadterra.base-url=" + leadterra.baseUrl(),
				"--leadterra.api-key=" + leadterra.apiKey(),
				"--import.campaign=" + leadterra.workspace().addCampaign(Map.of()), "--import.file=" + file,
				"--spring.datasource.url=jdbc:h2:mem:hostile");
	}

	@AfterAll
	static void stop() {
		application.close();
		leadterra.close();
	}

	@ParameterizedTest
	@CsvFileSource(files = "../csv/hostile/expected.txt", delimiter = '|', numLinesToSkip = 1)
	void everyRowHasItsFate(String file, Charset encoding, Character separator, String enrolled, String refusedLines,
			String stoppedBecause, CapturedOutput output) throws Exception {
		String campaign = leadterra.workspace().addCampaign(Map.of());
		Path skipFile = directory.resolve("skipped.csv");
		Files.deleteIfExists(skipFile);
		int before = output.getOut().length();
		ImportRunner runner = runner(FILES.resolve(file), encoding, separator, campaign, skipFile);
		if (stoppedBecause != null && refusedLines == null) {
			assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
				.isThrownBy(() -> runner.run(new DefaultApplicationArguments()))
				.satisfies((ex) -> assertThat(ex.getReason()).contains(stoppedBecause));
		}
		else {
			runner.run(new DefaultApplicationArguments());
			assertThat(lines(skipFile)).isEqualTo(Objects.requireNonNullElse(refusedLines, ""));
			assertThat(runner.getExitCode()).isEqualTo((stoppedBecause != null) ? 1 : 0);
			assertThat(output.getOut().substring(before))
				.contains(Objects.requireNonNullElse(stoppedBecause, "Skipped"));
		}
		assertThat(leads(campaign)).isEqualTo(Objects.requireNonNullElse(enrolled, ""));
	}

	@Test
	void everyFileHasItsLine() throws IOException {
		List<String> expected = Files.readAllLines(FILES.resolve("expected.txt"))
			.stream()
			.skip(1)
			.map((line) -> line.substring(0, line.indexOf('|')).strip())
			.toList();
		try (Stream<Path> files = Files.list(FILES)) {
			assertThat(files.map((file) -> file.getFileName().toString()).filter((name) -> name.endsWith(".csv")))
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	private static ImportRunner runner(Path file, Charset encoding, Character separator, String campaign,
			Path skipFile) {
		ImportProperties properties = new ImportProperties(file.toString(), campaign, skipFile, encoding, separator,
				500, 1, null, Duration.ZERO);
		return new ImportRunner(properties, application.getBean(LeadterraConnectionDetails.class),
				application.getBean(LeadterraClient.class), application.getBean(JobRepository.class),
				application.getBean(JobOperator.class), application.getBean(Job.class),
				application.getBeanProvider(PostgresLock.class), application.getBean(SourceFile.class),
				application.getBeanProvider(Workers.class));
	}

	private static String lines(Path skipFile) throws IOException {
		return Files.readAllLines(skipFile)
			.stream()
			.filter((line) -> line.matches("\\d+,.*"))
			.map((line) -> line.substring(0, line.indexOf(',')))
			.collect(Collectors.joining(", "));
	}

	private static String leads(String campaign) {
		return leadterra.workspace()
			.leads(campaign)
			.stream()
			.map((lead) -> (lead.get("email") + " " + Objects.toString(lead.get("firstName"), "")).strip())
			.collect(Collectors.joining(", "));
	}

}
