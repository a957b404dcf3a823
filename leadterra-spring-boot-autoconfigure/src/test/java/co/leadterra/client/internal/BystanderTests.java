package co.leadterra.client.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Bystander}.
 */
@Timeout(10)
@ExtendWith(OutputCaptureExtension.class)
class BystanderTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

	private final CountDownLatch end = new CountDownLatch(1);

	@Test
	void isToldOneThingAfterTheOtherOnAThreadThatMayBlock() {
		Bystander<Listener> bystander = new Bystander<>(Listener.class, (news) -> {
			block();
			this.told.add(news + " " + Schedulers.isInNonBlockingThread() + " " + threadOfPool());
		});
		IntStream.range(0, 3).forEach((news) -> bystander.tell((code) -> code.on(news)));
		this.end.countDown();
		assertThat(take(3)).containsExactly("0 false true", "1 false true", "2 false true");
	}

	@Test
	void isToldAtOnceIfItNeverBlocks() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		new Bystander<>(Listener.class, (Listener & NeverBlocking) (news) -> thread.set(Thread.currentThread()))
			.tell((code) -> code.on(1));
		assertThat(thread).hasValue(Thread.currentThread());
	}

	@Test
	void whatItThrowsIsLoggedOnceAndItIsToldOfMore(CapturedOutput output) {
		Bystander<Listener> bystander = new Bystander<>(Listener.class, (news) -> {
			this.told.add(String.valueOf(news));
			throw new IllegalStateException("full of bugs");
		});
		IntStream.range(0, 3).forEach((news) -> bystander.tell((code) -> code.on(news)));
		assertThat(take(3)).containsExactly("0", "1", "2");
		assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("The Listener co.leadterra.client.internal.BystanderTests", "failed");
	}

	@Test
	void isNotToldOfMoreThanCanBeKeptForIt(CapturedOutput output) {
		Bystander<Listener> bystander = new Bystander<>(Listener.class, (news) -> {
			this.told.add("begun");
			block();
		});
		bystander.tell((code) -> code.on(0));
		assertThat(take(1)).containsExactly("begun");
		IntStream.range(0, 1010).forEach((news) -> bystander.tell((code) -> code.on(news)));
		this.end.countDown();
		assertThat(take(1000)).hasSize(1000);
		assertThat(output.getAll().lines().filter((line) -> line.contains("is too slow"))).hasSize(1);
	}

	private static boolean threadOfPool() {
		return Thread.currentThread().getName().startsWith("boundedElastic");
	}

	private void block() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<String> take(int number) {
		return IntStream.range(0, number).mapToObj((index) -> take()).toList();
	}

	private String take() {
		try {
			return this.told.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Listener {

		void on(int news);

	}

}
