package co.leadterra.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures the CPU time of the whole process per operation, which other processes disturb
 * less than the time that passes.
 */
public final class CpuProfiler implements InternalProfiler {

	static final String LABEL = "cpu";

	private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private long start;

	/**
	 * Creates a profiler.
	 */
	public CpuProfiler() {
	}

	@Override
	public String getDescription() {
		return "CPU time of the process";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.start = this.system.getProcessCpuTime();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		double nanos = this.system.getProcessCpuTime() - this.start;
		return List.of(new ScalarResult(LABEL, nanos / 1e3 / result.getMetadata().getAllOps(), "us/op",
				AggregationPolicy.AVG));
	}

}
