package co.leadterra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;

/**
 * Runs all benchmarks and writes a table. What is compared takes turns, in an order that
 * is reversed from round to round, so that nothing is measured at a better time than the
 * rest.
 * <p>
 * Options: {@code --rounds=5}, {@code --only=calls,enrollment,startup,health,webhook},
 * {@code --callers=RESOURCE_BEAN,WEB_CLIENT}, {@code --starters=LEADTERRA,BY_HAND}, and
 * {@code --continue} to add to what the last run measured.
 */
public final class Benchmarks {

	private static final int LEADS = 1_000_000;

	private static final int PASSES = 5;

	private static final int WARMUP_TURNS = 8;

	private static final int MEASURED_TURNS = 20;

	private static final int DELIVERIES = 16_000;

	private static final TimeValue TURN = TimeValue.milliseconds(500);

	private static final List<String> SMALL_HEAP = List.of("-Xmx64m");

	private final Results results;

	private final String server;

	private final List<Callers> callers;

	private final List<Starters> starters;

	private final int rounds;

	private Benchmarks(Results results, String server, List<Callers> callers, List<Starters> starters, int rounds) {
		this.results = results;
		this.server = server;
		this.callers = callers;
		this.starters = starters;
		this.rounds = rounds;
	}

	/**
	 * Runs the benchmarks.
	 * @param args the options
	 * @throws IOException if the results cannot be written
	 * @throws RunnerException if a benchmark fails
	 */
	public static void main(String[] args) throws IOException, RunnerException {
		ApplicationArguments arguments = new DefaultApplicationArguments(String.join(" ", args).split(" +", -1));
		Path csv = Path.of("target", "benchmarks.csv");
		Path report = Path.of("target", "benchmarks.md");
		if (!arguments.containsOption("continue")) {
			Files.deleteIfExists(csv);
		}
		List<String> only = option(arguments, "only", "calls,enrollment,startup,health,webhook");
		List<Callers> callers = option(arguments, "callers", Callers.values());
		List<Starters> starters = option(arguments, "starters", Starters.values());
		int rounds = Integer.parseInt(option(arguments, "rounds", "5").get(0));
		Results results = new Results(csv);
		try (ChildProcess process = ChildProcess.start(ChildProcess.classPath(), List.of(), CannedServer.class)) {
			String server = "http://localhost:" + (int) process.measurement("port");
			Benchmarks benchmarks = new Benchmarks(results, server, callers, starters, rounds);
			if (only.contains("calls")) {
				benchmarks.calls();
			}
			if (only.contains("enrollment")) {
				benchmarks.enrollment();
			}
			if (only.contains("startup")) {
				benchmarks.startup();
			}
			if (only.contains("health")) {
				benchmarks.health();
			}
			if (only.contains("webhook")) {
				benchmarks.webhook();
			}
		}
		Files.writeString(report, new Report(results).markdown());
		System.out.println(Files.readString(report));
	}

	private static <E extends Enum<E>> List<E> option(ApplicationArguments arguments, String name, E[] all) {
		return arguments.containsOption(name) ? option(arguments, name, "").stream()
			.map((value) -> Enum.valueOf(all[0].getDeclaringClass(), value))
			.toList() : List.of(all);
	}

	private static List<String> option(ApplicationArguments arguments, String name, String fallback) {
		List<String> values = arguments.getOptionValues(name);
		String value = (values != null && !values.isEmpty()) ? values.get(0) : fallback;
		return Arrays.asList(value.split(","));
	}

	private void calls() throws RunnerException {
		for (int round = 0; round < this.rounds; round++) {
			for (String workload : List.of("get", "getConcurrently", "replyPage")) {
				// which makes the same calls as without its duty
				call(workload,
						turns(this.callers.stream().filter((caller) -> caller != Callers.CHECKING_WEB_CLIENT).toList(),
								round));
			}
		}
	}

	private void call(String workload, List<Callers> turns) throws RunnerException {
		RunResult result = new Runner(
				new OptionsBuilder().include("\\Q" + CallBenchmark.class.getName() + "." + workload + "\\E$")
					.param("callers", turns.stream().map(Callers::name).collect(Collectors.joining("+")))
					.param("server", this.server)
					.forks(1)
					.jvmArgs("-Xms512m", "-Xmx512m")
					.warmupIterations(WARMUP_TURNS * turns.size())
					.warmupTime(TURN)
					.measurementIterations(MEASURED_TURNS * turns.size())
					.measurementTime(TURN)
					.addProfiler(GCProfiler.class)
					.addProfiler(CpuProfiler.class)
					.verbosity(VerboseMode.SILENT)
					.build())
			.runSingle();
		Iterator<Callers> caller = Stream.generate(turns::stream).flatMap((stream) -> stream).iterator();
		for (BenchmarkResult fork : result.getBenchmarkResults()) {
			for (IterationResult iteration : fork.getIterationResults()) {
				add(workload, caller.next(), Map.of("micros", iteration.getPrimaryResult().getScore(), "cpuMicros",
						secondary(iteration, CpuProfiler.LABEL), "bytes", secondary(iteration, "gc.alloc.rate.norm")));
			}
		}
	}

	private static double secondary(IterationResult iteration, String label) {
		return Objects.requireNonNull(iteration.getSecondaryResults().get(label), label).getScore();
	}

	private void enrollment() {
		for (int round = 0; round < this.rounds; round++) {
			for (Callers caller : turns(this.callers, round)) {
				enroll("enrollment", caller, CannedServer.CAMPAIGN, LEADS, PASSES);
			}
		}
		for (int round = 0; round < this.rounds; round++) {
			for (Callers caller : turns(this.callers, round)) {
				enroll("slowEnrollment", caller, CannedServer.SLOW_CAMPAIGN, LEADS, 1);
			}
		}
		enroll("longEnrollment", Callers.RESOURCE_BEAN, CannedServer.CAMPAIGN, 10 * LEADS, 1);
	}

	private void enroll(String workload, Callers caller, String campaignId, int leads, int passes) {
		add(workload, caller, ChildProcess.run(ChildProcess.classPath(), SMALL_HEAP, EnrollmentRun.class, caller.name(),
				this.server, campaignId, String.valueOf(leads), String.valueOf(passes)));
	}

	private void startup() {
		for (String type : List.of("NONE", "REACTIVE")) {
			for (int round = 0; round < 4 * this.rounds; round++) {
				for (Starters starter : turns(this.starters, round)) {
					ChildProcess.run(starter.classPath(), List.of(), StartupRun.class, starter.name(), type)
						.forEach((metric, value) -> this.results.add("startup" + type, starter.name(), metric, value));
				}
			}
		}
	}

	private void health() {
		add("health", Callers.RESOURCE_BEAN,
				ChildProcess.run(ChildProcess.classPath(), List.of(), HealthRun.class, this.server));
	}

	private void webhook() {
		for (int round = 0; round < this.rounds; round++) {
			try (ChildProcess process = ChildProcess.start(ChildProcess.classPath(), List.of("-Xmx512m"),
					WebhookServer.class); WebhookLoad load = new WebhookLoad((int) process.measurement("port"))) {
				for (int turn = -WARMUP_TURNS / 2; turn < MEASURED_TURNS / 2; turn++) {
					for (String endpoint : turns(WebhookServer.ENDPOINTS, turn)) {
						// those to the endpoint before this one are still being answered
						load.deliver(endpoint, DELIVERIES / 10);
						long start = System.nanoTime();
						long cpuStart = process.cpuNanos();
						load.deliver(endpoint, DELIVERIES);
						if (turn >= 0) {
							this.results.add("webhook", endpoint, "perSecond",
									DELIVERIES / ((System.nanoTime() - start) / 1e9));
							this.results.add("webhook", endpoint, "perCpuSecond",
									DELIVERIES / ((process.cpuNanos() - cpuStart) / 1e9));
						}
					}
				}
			}
		}
	}

	private void add(String workload, Callers caller, Map<String, Double> measured) {
		measured.forEach((metric, value) -> this.results.add(workload, caller.name(), metric, value));
	}

	private static <T> List<T> turns(List<T> subjects, int round) {
		List<T> turns = new ArrayList<>(subjects);
		if (round % 2 != 0) {
			Collections.reverse(turns);
		}
		return turns;
	}

}
