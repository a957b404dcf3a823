package co.leadterra.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraClients;
import co.leadterra.client.campaign.NewCampaign;
import co.leadterra.test.LeadterraServer;
import co.leadterra.test.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for keys that change while the application runs.
 */
class RotationTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final int CALLERS = 64;

	private static final int ROTATIONS = 20;

	private final LeadterraServer server = LeadterraServer.start();

	@TempDir
	private Path folder;

	private Path keyFile;

	private ConfigurableApplicationContext application;

	private LeadterraClient client;

	@BeforeEach
	void start() throws IOException {
		this.keyFile = Files.writeString(this.folder.resolve("api-key"), this.server.apiKey());
		start("file:" + this.keyFile, "1h");
	}

	private void start(String location, String refreshInterval) {
		stopApplication();
		this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(Map.of("leadterra.base-url", this.server.baseUrl().toString(), "leadterra.api-key-location",
					location, "leadterra.api-key-refresh-interval", refreshInterval, "leadterra.clients.acme.api-key",
					this.server.apiKey()))
			.run();
		this.client = this.application.getBean(LeadterraClient.class);
	}

	@AfterEach
	void stop() {
		stopApplication();
		this.server.close();
	}

	private void stopApplication() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void losesNoCallOfManyCallers() {
		AtomicIntegerArray done = new AtomicIntegerArray(CALLERS);
		AtomicBoolean rotating = new AtomicBoolean(true);
		Flux<Void> callers = Flux.range(0, CALLERS)
			.flatMap((caller) -> this.client.senderPools()
				.list()
				.then(Mono.fromRunnable(() -> done.incrementAndGet(caller)))
				.repeat(rotating::get), CALLERS)
			.cast(Void.class);
		Mono<Void> rotations = Flux.range(0, ROTATIONS)
			.concatMap((number) -> everyCallerIsServedAfter(snapshot(done), done).then(Mono.fromRunnable(this::rotate)))
			.then(Mono.defer(() -> everyCallerIsServedAfter(snapshot(done), done)))
			.doFinally((signal) -> rotating.set(false));
		StepVerifier.create(callers.mergeWith(rotations)).expectComplete().verify(LIMIT);
		assertThat(this.server.requestCount()).isGreaterThan(CALLERS * ROTATIONS);
	}

	private static int[] snapshot(AtomicIntegerArray counts) {
		return IntStream.range(0, counts.length()).map(counts::get).toArray();
	}

	// A call is repeated once, so it must not see two rotations. The one under way at the
	// time of a snapshot may have begun before the last rotation. The one after it has
	// not, and when it ends, the new key is known.
	private static Mono<Void> everyCallerIsServedAfter(int[] before, AtomicIntegerArray done) {
		return Flux.interval(Duration.ofMillis(1))
			.onBackpressureDrop()
			.filter((tick) -> IntStream.range(0, before.length)
				.allMatch((caller) -> done.get(caller) > before[caller] + 1))
			.next()
			.then();
	}

	private void rotate() {
		String old = read(this.keyFile);
		replaceKey(this.server.issueKey());
		this.server.revokeKey(old);
	}

	@Test
	void repeatsACallThatIsNotIdempotent() {
		rotate();
		StepVerifier.create(this.client.campaigns().create(NewCampaign.of("Launch")))
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		assertThat(this.server.requests("POST /v1/campaigns")).extracting(RecordedRequest::apiKey)
			.containsExactly(this.server.apiKey(), read(this.keyFile));
		assertThat(this.server.requests("POST /v1/campaigns")).extracting(RecordedRequest::body)
			.allMatch((body) -> body.contains("Launch"));
	}

	@Test
	void followsASymbolicLinkThatChanges() throws IOException {
		Path first = Files.createDirectory(this.folder.resolve("..2026_01"));
		Path second = Files.createDirectory(this.folder.resolve("..2026_02"));
		Files.writeString(first.resolve("key"), this.server.apiKey());
		Path data = Files.createSymbolicLink(this.folder.resolve("..data"), first.getFileName());
		Path key = Files.createSymbolicLink(this.folder.resolve("key"), Path.of("..data", "key"));
		start("file:" + key, "1h");
		listPools();
		Files.writeString(second.resolve("key"), this.server.issueKey());
		Path next = Files.createSymbolicLink(this.folder.resolve("..data_tmp"), second.getFileName());
		Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
		Files.delete(first.resolve("key"));
		this.server.revokeKey(this.server.apiKey());
		listPools();
		assertThat(this.server.requests()).last().extracting(RecordedRequest::apiKey).isEqualTo(read(key));
	}

	@Test
	void goesOnWithTheKeyWhileTheFileIsMissingEmptyOrADirectory() throws IOException {
		start("file:" + this.keyFile, "0s");
		Files.delete(this.keyFile);
		listPools();
		Files.createFile(this.keyFile);
		listPools();
		Files.delete(this.keyFile);
		Files.createDirectory(this.keyFile);
		listPools();
	}

	@Test
	void goesOnWithThePreviousKeyWhileTheFileIsHalfWritten() throws IOException {
		start("file:" + this.keyFile, "0s");
		String next = this.server.issueKey();
		Files.writeString(this.keyFile, next.substring(0, next.length() - 5));
		listPools();
		Files.writeString(this.keyFile, next);
		this.server.revokeKey(this.server.apiKey());
		listPools();
	}

	@Test
	void usesANewKeyAfterTheIntervalThoughTheOldOneStillWorks() {
		start("file:" + this.keyFile, "0s");
		replaceKey(this.server.issueKey());
		listPools();
		assertThat(this.server.requests()).singleElement()
			.extracting(RecordedRequest::apiKey)
			.isEqualTo(read(this.keyFile));
	}

	@Test
	void leavesTheOtherClientsAlone() {
		start("file:" + this.keyFile, "0s");
		replaceKey(this.server.issueKey());
		listPools();
		LeadterraClient acme = this.application.getBean(LeadterraClients.class).get("acme");
		StepVerifier.create(acme.senderPools().list().then()).expectComplete().verify(LIMIT);
		assertThat(this.server.requests()).extracting(RecordedRequest::apiKey)
			.containsExactly(read(this.keyFile), this.server.apiKey());
	}

	private void listPools() {
		StepVerifier.create(this.client.senderPools().list().then()).expectComplete().verify(LIMIT);
	}

	private void replaceKey(String key) {
		try {
			Path next = Files.writeString(this.folder.resolve("next"), key + "\n");
			Files.move(next, this.keyFile, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
