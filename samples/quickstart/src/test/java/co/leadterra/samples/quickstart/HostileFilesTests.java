package co.leadterra.samples.quickstart;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Enrols the files of the folder {@code samples/csv/hostile}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileFilesTests {

	private static final Path FILES = Path.of("../csv/hostile");

	private static final Pattern REFUSED = Pattern.compile("Refused   line (\\d+): ");

	private static final Pattern CAMPAIGN = Pattern.compile("Campaign  (\\w+), Quickstart, draft");

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		application = SpringApplication.run(QuickstartApplication.class, "--server.port=0");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvFileSource(files = "../csv/hostile/expected.txt", delimiter = '|', numLinesToSkip = 1)
	void everyRowHasItsFate(String file, Charset encoding, Character separator, String enrolled, String refusedLines,
			String stoppedBecause, CapturedOutput output) {
		int before = output.getOut().length();
		QuickstartRunner runner = runner(FILES.resolve(file), encoding, separator);
		if (stoppedBecause != null) {
			assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
				.isThrownBy(() -> runner.run(new DefaultApplicationArguments()))
				.satisfies((ex) -> assertThat(ex.getReason()).contains(stoppedBecause));
			assertThat(output.getOut().substring(before)).doesNotContainPattern(CAMPAIGN);
		}
		else {
			runner.run(new DefaultApplicationArguments());
			assertThat(leads(output.getOut().substring(before))).isEqualTo(enrolled);
		}
		assertThat(REFUSED.matcher(output.getOut().substring(before)).results().map((line) -> line.group(1)))
			.containsExactly((refusedLines != null) ? refusedLines.split(", ") : new String[0]);
	}

	private static QuickstartRunner runner(Path file, Charset encoding, Character separator) {
		QuickstartProperties properties = new QuickstartProperties(false, new FileSystemResource(file), encoding,
				separator);
		Console console = application.getBean(Console.class);
		LeadsFile leads = new LeadsFile(properties, console);
		CampaignLaunch launch = new CampaignLaunch(application.getBean(LeadterraClient.class), leads, console);
		return new QuickstartRunner(properties, Set.of(ApiKeyMode.TEST),
				application.getBeanProvider(LeadterraServer.class), application.getBean(WorkspaceReport.class), launch,
				leads, console, application.getEnvironment());
	}

	private static String leads(String output) {
		String campaign = CAMPAIGN.matcher(output)
			.results()
			.map((found) -> found.group(1))
			.collect(Collectors.joining());
		return application.getBean(LeadterraServer.class)
			.workspace()
			.leads(campaign)
			.stream()
			.map((lead) -> (lead.get("email") + " " + Objects.toString(lead.get("firstName"), "")).strip())
			.collect(Collectors.joining(", "));
	}

}
