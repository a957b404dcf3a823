package co.leadterra.benchmarks;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Flux;

/**
 * Single calls, from the method to the decoded answer. The callers take turns in one
 * process, each for an iteration: what else the machine does then meets all of them.
 */
@NullUnmarked // JMH sets the fields
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallBenchmark {

	private static final int CALLS = 640;

	private static final int CONCURRENCY = 64;

	/**
	 * Names of the callers, in the order of their turns.
	 */
	@Param("")
	public String callers;

	/**
	 * Address of the server.
	 */
	@Param("")
	public String server;

	private Queue<Caller<?>> turns;

	private Caller<?> target;

	/**
	 * Sets the callers up and looks whether they do their work.
	 */
	@Setup
	public void setUp() {
		this.turns = new ArrayDeque<>();
		for (String name : this.callers.split("\\+", -1)) {
			Caller<?> caller = Callers.valueOf(name).create(this.server);
			if (caller.poolsBlocking() != CannedServer.POOLS || caller.replyPageBlocking() != CannedServer.REPLIES) {
				throw new IllegalStateException(name + " reads something else than the server sent");
			}
			this.turns.add(caller);
		}
	}

	/**
	 * Passes on to the next caller.
	 */
	@Setup(Level.Iteration)
	public void next() {
		this.target = this.turns.remove();
		this.turns.add(this.target);
	}

	/**
	 * One small GET after the other.
	 * @return something to keep
	 */
	@Benchmark
	public int get() {
		return this.target.poolsBlocking();
	}

	/**
	 * Small GETs, as many at a time as there are connections in use.
	 * @return something to keep
	 */
	@Benchmark
	@OperationsPerInvocation(CALLS)
	public long getConcurrently() {
		return Flux.range(0, CALLS)
			.flatMap((i) -> this.target.pools(), CONCURRENCY)
			.count()
			.blockOptional()
			.orElseThrow();
	}

	/**
	 * A page of a thousand replies.
	 * @return something to keep
	 */
	@Benchmark
	public int replyPage() {
		return this.target.replyPageBlocking();
	}

}
