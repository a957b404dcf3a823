package co.leadterra.it.docs;

import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.client.sdr.DraftRequest;
import co.leadterra.it.docs.Page.Block;
import co.leadterra.test.LeadterraServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles the Java examples of the documentation, all at once, and runs those that call
 * an endpoint.
 */
class ExampleTests {

	private static final Pattern TYPE = Pattern.compile("(?m)^(?:final )?(?:class|interface|record|enum) (\\w+)");

	private static final Pattern VARIABLE = Pattern.compile("(?m)^\\S+ (\\w+) = leadterra\\b");

	private static final Pattern ENDPOINT = Pattern.compile("(?:GET|POST) /v1/\\S+");

	// A few lines without a type of their own stand in here.
	private static final String FRAME = """
			import co.leadterra.client.*;
			import co.leadterra.client.campaign.*;
			import co.leadterra.client.lead.*;
			import co.leadterra.client.reply.*;
			import co.leadterra.client.sdr.*;
			import co.leadterra.client.sender.*;
			import co.leadterra.client.suppression.*;
			import co.leadterra.client.webhook.*;
			import java.time.*;
			import java.util.*;
			import reactor.core.publisher.*;

			public class Example {

				public static org.reactivestreams.Publisher<?> run(LeadterraClient leadterra, String campaignId,
						String replyId, String sdrId, String threadId, String draftId, String followUpId) {
					%s
					return %s;
				}

			}
			""";

	// what Spring Initializr makes
	private static final String APPLICATION = "class DemoApplication { static void main(String[] args) { } }";

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@TempDir
	private static Path classes;

	private static LeadterraServer server;

	private static final Map<Block, String> PACKAGES = new LinkedHashMap<>();

	private static final DiagnosticCollector<JavaFileObject> DIAGNOSTICS = new DiagnosticCollector<>();

	@BeforeAll
	static void compile() {
		List<Source> sources = new ArrayList<>();
		Page.all().stream().flatMap((page) -> page.blocks("java")).forEach((block) -> {
			PACKAGES.put(block, "example" + PACKAGES.size());
			sources.add(new Source(block, PACKAGES.get(block)));
		});
		List<String> options = List.of("-proc:none", "-parameters", "-d", classes.toString(), "-classpath",
				System.getProperty("java.class.path"));
		ToolProvider.getSystemJavaCompiler().getTask(null, null, DIAGNOSTICS, options, null, sources).call();
	}

	@BeforeAll
	static void startServer() {
		server = LeadterraServer.start();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	static Stream<Block> endpoints() {
		return Page.read(Page.ROOT.resolve("docs/endpoints.md"))
			.blocks("java")
			.filter((block) -> ENDPOINT.matcher(block.heading()).matches());
	}

	@Test
	void everyExampleCompiles() {
		assertThat(PACKAGES).isNotEmpty();
		assertThat(DIAGNOSTICS.getDiagnostics())
			.filteredOn((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.extracting((diagnostic) -> diagnostic.getSource().getName() + ": " + diagnostic.getMessage(Locale.ROOT))
			.isEmpty();
	}

	@Test
	void everyEndpointHasAnExample() {
		assertThat(endpoints().map(Block::heading).distinct()).hasSize(21);
	}

	@ParameterizedTest
	@MethodSource("endpoints")
	void theExampleOfAnEndpointCallsIt(Block example) throws Exception {
		LeadterraClient leadterra = LeadterraClient.builder().apiKey(server.apiKey()).baseUrl(server.baseUrl()).build();
		String campaign = server.workspace().addCampaign(Map.of());
		server.workspace().addLeads(campaign, "grace@example.com");
		String reply = server.workspace().addReply(campaign, Map.of());
		String thread = server.workspace().addThread(Map.of());
		String followUp = server.workspace().addFollowUp(Map.of("threadId", thread));
		String sdr = leadterra.sdr().list().blockFirst(TIMEOUT).id();
		String draft = leadterra.sdr().generateDrafts(DraftRequest.of(thread)).block(TIMEOUT).drafts().get(0).id();
		int before = server.requestCount(example.heading());
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() })) {
			Method run = Arrays.stream(loader.loadClass(PACKAGES.get(example) + ".Example").getMethods())
				.filter((method) -> method.getName().equals("run"))
				.findFirst()
				.orElseThrow();
			Publisher<?> call = (Publisher<?>) run.invoke(null, leadterra, campaign, reply, sdr, thread, draft,
					followUp);
			Flux.from(call).blockLast(TIMEOUT);
		}
		assertThat(server.requestCount(example.heading())).isGreaterThan(before);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theExampleOfAStreamGetsToTheEndOfAFileAndNamesItsBadLines(@TempDir Path folder, CapturedOutput output)
			throws Exception {
		Path file = Files.writeString(folder.resolve("leads.txt"),
				"a@x.example\n\nb@x.example\nno address\nc@x.example\n");
		String campaign = server.workspace().addCampaign(Map.of());
		LeadterraClient leadterra = LeadterraClient.builder().apiKey(server.apiKey()).baseUrl(server.baseUrl()).build();
		Block example = Page.read(Page.ROOT.resolve("docs/many-leads.md")).blocks("java").findFirst().orElseThrow();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() })) {
			Class<?> type = loader.loadClass(PACKAGES.get(example) + ".Import");
			Object instance = BeanUtils.instantiateClass(type.getDeclaredConstructor(LeadClient.class),
					leadterra.leads());
			Method run = type.getDeclaredMethod("run", String.class, Path.class, long.class);
			run.setAccessible(true);
			assertThat(((Mono<?>) run.invoke(instance, campaign, file, 0)).block(TIMEOUT))
				.isInstanceOfSatisfying(EnrollmentProgress.class, (summary) -> {
					assertThat(summary.enrolled()).isEqualTo(3);
					assertThat(summary.settled()).isEqualTo(5);
				});
		}
		assertThat(output.getErr()).contains(": email must not be blank\n",
				"no address: email must not contain white space or characters that cannot be seen, but has U+0020 at index 2");
	}

	private static final class Source extends SimpleJavaFileObject {

		private final Block block;

		private final String text;

		Source(Block block, String name) {
			super(URI.create("string:///" + name + "/" + typeName(block) + ".java"), Kind.SOURCE);
			this.block = block;
			this.text = "package " + name + "; " + (isWhole(block) ? block.code() + APPLICATION : framed(block));
		}

		private static boolean isWhole(Block block) {
			return TYPE.matcher(block.code()).find();
		}

		private static String typeName(Block block) {
			return TYPE.matcher(block.code()).results().map((match) -> match.group(1)).findFirst().orElse("Example");
		}

		private static String framed(Block block) {
			return FRAME.formatted(block.code(),
					VARIABLE.matcher(block.code()).results().map((match) -> match.group(1)).findFirst().orElse("null"));
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

		@Override
		public String getName() {
			return this.block.toString();
		}

	}

}
