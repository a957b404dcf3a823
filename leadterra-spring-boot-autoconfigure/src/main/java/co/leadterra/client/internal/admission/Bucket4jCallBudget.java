package co.leadterra.client.internal.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.CallBudget;
import co.leadterra.client.http.CallHeldBackException;
import co.leadterra.client.internal.Forgetful;
import co.leadterra.client.internal.NeverBlocking;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.AsyncBucketProxyAdapter;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * A budget that Bucket4j keeps: a number of permits per key that are used up by calls and
 * grow again evenly over a period. Calls that wait for one are served in their order. A
 * call that is cancelled while it waits does not give its permit back.
 *
 * @since 0.1.0
 */
public final class Bucket4jCallBudget implements CallBudget, Forgetful, NeverBlocking, AutoCloseable {

	private final Function<ApiKey, AsyncBucketProxy> buckets;

	private final ScheduledExecutorService scheduler;

	Bucket4jCallBudget(Function<ApiKey, AsyncBucketProxy> buckets, ScheduledExecutorService scheduler) {
		this.buckets = buckets;
		this.scheduler = scheduler;
	}

	/**
	 * Creates a budget that is kept in the memory of this process.
	 * @param permits the number of calls, 1 or more
	 * @param period the time in which as many permits grow again
	 * @return the budget
	 */
	public static Bucket4jCallBudget inMemory(long permits, Duration period) {
		return new Bucket4jCallBudget(new LocalBuckets(limit(permits, period), TimeMeter.SYSTEM_NANOTIME), scheduler());
	}

	/**
	 * Creates a budget that all processes share whose proxy manager leads to the same
	 * place. It is kept there under a hash of the key and the limit, never the key.
	 * @param permits the number of calls, 1 or more
	 * @param period the time in which as many permits grow again
	 * @param buckets keeps the buckets
	 * @return the budget
	 */
	public static Bucket4jCallBudget shared(long permits, Duration period, AsyncProxyManager<String> buckets) {
		CompletableFuture<BucketConfiguration> configuration = CompletableFuture
			.completedFuture(BucketConfiguration.builder().addLimit(limit(permits, period)).build());
		return new Bucket4jCallBudget((key) -> buckets.getProxy(name(key, permits, period), () -> configuration),
				scheduler());
	}

	private static Bandwidth limit(long permits, Duration period) {
		return Bandwidth.builder().capacity(permits).refillGreedy(permits, period).build();
	}

	private static ScheduledExecutorService scheduler() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("leadterra-budget-");
		threads.setDaemon(true);
		return Executors.newSingleThreadScheduledExecutor(threads);
	}

	// A bucket keeps the limit that it was made with, so each limit has its own.
	private static String name(ApiKey key, long permits, Duration period) {
		HttpHeaders headers = new HttpHeaders();
		key.authorize(headers);
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256")
				.digest("%s %s %s".formatted(headers.getFirst(HttpHeaders.AUTHORIZATION), permits, period)
					.getBytes(StandardCharsets.US_ASCII));
			return "leadterra:rate-limit:" + HexFormat.of().formatHex(hash, 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public Mono<Void> take(ApiKey apiKey, Duration patience) {
		return Mono.defer(() -> {
			AsyncBucketProxy bucket = this.buckets.apply(apiKey);
			return Mono
				.fromFuture(() -> bucket.asScheduler().tryConsume(1, Math.max(1, patience.toNanos()), this.scheduler))
				.flatMap((taken) -> taken ? Mono.empty() : heldBack(bucket));
		});
	}

	private Mono<Void> heldBack(AsyncBucketProxy bucket) {
		return Mono.fromFuture(() -> bucket.estimateAbilityToConsume(1))
			.flatMap((estimate) -> Mono.error(new CallHeldBackException("The budget of leadterra.rate-limit is used up",
					Duration.ofNanos(estimate.getNanosToWaitForRefill()))));
	}

	/**
	 * Gives each key all its permits again, if they are kept in the memory of this
	 * process.
	 */
	@Override
	public void forget() {
		if (this.buckets instanceof LocalBuckets local) {
			local.buckets.clear();
		}
	}

	/**
	 * Ends the thread that wakes calls.
	 */
	@Override
	public void close() {
		this.scheduler.shutdownNow();
	}

	/**
	 * The buckets of the keys in use. A bucket that is full again is as good as a new
	 * one, so it need not be kept.
	 */
	static final class LocalBuckets implements Function<ApiKey, AsyncBucketProxy> {

		private final Map<ApiKey, Bucket> buckets = new ConcurrentHashMap<>();

		private final Bandwidth limit;

		private final TimeMeter timeMeter;

		LocalBuckets(Bandwidth limit, TimeMeter timeMeter) {
			this.limit = limit;
			this.timeMeter = timeMeter;
		}

		@Override
		public AsyncBucketProxy apply(ApiKey key) {
			Bucket bucket = this.buckets.get(key);
			if (bucket == null) {
				this.buckets.values().removeIf((known) -> known.getAvailableTokens() >= this.limit.getCapacity());
				bucket = this.buckets.computeIfAbsent(key,
						(absent) -> Bucket.builder()
							.addLimit(this.limit)
							.withCustomTimePrecision(this.timeMeter)
							.build());
			}
			return AsyncBucketProxyAdapter.fromSync(bucket);
		}

		int size() {
			return this.buckets.size();
		}

	}

}
