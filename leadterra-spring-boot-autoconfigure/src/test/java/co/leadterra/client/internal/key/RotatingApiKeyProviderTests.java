package co.leadterra.client.internal.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import co.leadterra.MovableClock;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyProvider;
import co.leadterra.client.http.InvalidApiKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RotatingApiKeyProvider}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RotatingApiKeyProviderTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Duration OVERLAP = Duration.ofMinutes(1);

	private static final ApiKey FIRST = ApiKey.of("sk_test_first_0123456789");

	private static final ApiKey SECOND = ApiKey.of("sk_test_second_0123456789");

	private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

	private final AtomicInteger reads = new AtomicInteger();

	private final AtomicReference<Supplier<ApiKey>> source = new AtomicReference<>(() -> FIRST);

	@Test
	void readsTheKeyAtOnce() {
		provider(INTERVAL);
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void failsAtOnceWithoutAKey() {
		this.source.set(() -> ApiKey.of(""));
		assertThatExceptionOfType(InvalidApiKeyException.class).isThrownBy(() -> provider(INTERVAL));
	}

	@Test
	void doesNotReadAgainWithinTheInterval() {
		RotatingApiKeyProvider provider = provider(INTERVAL);
		this.clock.advance(INTERVAL);
		assertThat(key(provider)).isEqualTo(FIRST);
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void readsAgainAfterTheIntervalOnAnotherThread() {
		RotatingApiKeyProvider provider = provider(INTERVAL);
		AtomicReference<String> thread = new AtomicReference<>();
		this.source.set(() -> {
			thread.set(Thread.currentThread().getName());
			return SECOND;
		});
		this.clock.advance(INTERVAL.plusMillis(1));
		assertThat(key(provider)).isEqualTo(SECOND);
		assertThat(thread.get()).startsWith("boundedElastic");
	}

	@Test
	void letsOneCallReadAndTheOthersGoOn() {
		RotatingApiKeyProvider provider = provider(INTERVAL);
		this.clock.advance(INTERVAL.plusMillis(1));
		AtomicReference<ApiKey> meanwhile = new AtomicReference<>();
		this.source.set(() -> {
			provider.getApiKey().subscribe(meanwhile::set);
			return SECOND;
		});
		assertThat(key(provider)).isEqualTo(SECOND);
		assertThat(meanwhile).hasValue(FIRST);
	}

	@Test
	void doesNotReadAgainWithoutAnInterval() {
		RotatingApiKeyProvider provider = provider(null);
		this.clock.advance(Duration.ofDays(1));
		assertThat(key(provider)).isEqualTo(FIRST);
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void readsAgainWhenTheKeyIsRefused() {
		RotatingApiKeyProvider provider = provider(null);
		this.source.set(() -> SECOND);
		assertThat(provider.getApiKeyInsteadOf(FIRST).block(LIMIT)).isEqualTo(SECOND);
		assertThat(key(provider)).isEqualTo(SECOND);
	}

	@Test
	void givesTheNewestKeyToACallThatMissedSeveralChanges() {
		RotatingApiKeyProvider provider = provider(null);
		this.source.set(() -> SECOND);
		provider.reload();
		ApiKey third = ApiKey.of("sk_test_third_0123456789");
		this.source.set(() -> third);
		assertThat(provider.getApiKeyInsteadOf(FIRST).block(LIMIT)).isEqualTo(third);
	}

	@Test
	void hasNoOtherKeyWhenNothingChanged() {
		StepVerifier.create(provider(null).getApiKeyInsteadOf(FIRST)).expectComplete().verify(LIMIT);
	}

	@Test
	void triesThePreviousKeyForTheTimeOfTheOverlap() {
		RotatingApiKeyProvider provider = provider(null);
		this.source.set(() -> SECOND);
		provider.reload();
		assertThat(provider.getApiKeyInsteadOf(SECOND).block(LIMIT)).isEqualTo(FIRST);
		this.clock.advance(OVERLAP);
		StepVerifier.create(provider.getApiKeyInsteadOf(SECOND)).expectComplete().verify(LIMIT);
	}

	@Test
	void keepsTheLastGoodKeyAndWarnsOnceUntilTheSourceRecovers(CapturedOutput output) {
		RotatingApiKeyProvider provider = provider(null);
		this.source.set(() -> {
			throw new UncheckedIOException(new IOException("half of " + "sk_live_" + "secret_0123456789"));
		});
		provider.reload();
		provider.reload();
		assertThat(key(provider)).isEqualTo(FIRST);
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "cannot be read again")).isOne();
		this.source.set(() -> FIRST);
		provider.reload();
		this.source.set(() -> ApiKey.of(""));
		provider.reload();
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "cannot be read again")).isEqualTo(2);
		assertThat(output).doesNotContain("secret_0123456789");
	}

	@Test
	void tellsWhenTheKeyWasRead() {
		RotatingApiKeyProvider provider = provider(null);
		this.clock.advance(Duration.ofMinutes(5));
		provider.reload();
		assertThat(provider.readAt()).isEqualTo(this.clock.instant());
	}

	@Test
	void readsAgainAfterACallGaveUpWaiting() {
		RotatingApiKeyProvider provider = provider(INTERVAL);
		this.clock.advance(INTERVAL.plusMillis(1));
		this.source.set(() -> SECOND);
		StepVerifier.create(provider.getApiKey().timeout(Mono.just(1), Mono.empty())).expectComplete().verify(LIMIT);
		StepVerifier.create(provider.getApiKey().repeat().filter(SECOND::equals).next())
			.expectNext(SECOND)
			.expectComplete()
			.verify(LIMIT);
	}

	private RotatingApiKeyProvider provider(Duration interval) {
		return new RotatingApiKeyProvider(() -> {
			this.reads.incrementAndGet();
			return this.source.get().get();
		}, interval, OVERLAP, this.clock);
	}

	private static ApiKey key(ApiKeyProvider provider) {
		return provider.getApiKey().block(LIMIT);
	}

}
