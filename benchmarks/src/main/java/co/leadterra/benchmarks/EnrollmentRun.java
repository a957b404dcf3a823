package co.leadterra.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;

/**
 * Enrols leads from a stream, several times over, in a process of its own.
 */
public final class EnrollmentRun {

	private static final AtomicLong peakHeap = new AtomicLong();

	private EnrollmentRun() {
	}

	/**
	 * Measures leads per second and the heap.
	 * @param args the caller, the address of the server, the campaign, the number of
	 * leads and how often to enrol them
	 */
	public static void main(String[] args) {
		Caller<?> caller = Callers.valueOf(args[0]).create(args[1]);
		String campaignId = args[2];
		int leads = Integer.parseInt(args[3]);
		int passes = Integer.parseInt(args[4]);
		watchHeap();
		List<Speed> speeds = IntStream.range(0, passes).mapToObj((pass) -> enroll(caller, campaignId, leads)).toList();
		List<Speed> warm = speeds.subList(passes / 2, passes);
		System.out.println("cold=" + Math.round(speeds.get(0).leadsPerSecond()));
		System.out.println("warm=" + average(warm, Speed::leadsPerSecond));
		System.out.println("perCpuSecond=" + average(warm, Speed::leadsPerCpuSecond));
		System.out.println("peakHeap=" + peakHeap);
		System.exit(0);
	}

	private static long average(List<Speed> speeds, ToDoubleFunction<Speed> speed) {
		return Math.round(speeds.stream().mapToDouble(speed).average().orElseThrow());
	}

	private static Speed enroll(Caller<?> caller, String campaignId, int leads) {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		long start = System.nanoTime();
		long cpuStart = system.getProcessCpuTime();
		long enrolled = caller.enroll(campaignId, leads).blockOptional().orElseThrow();
		long cpuNanos = system.getProcessCpuTime() - cpuStart;
		long nanos = System.nanoTime() - start;
		if (enrolled != leads) {
			throw new IllegalStateException("Of " + leads + " leads " + enrolled + " arrived");
		}
		return new Speed(leads / (nanos / 1e9), leads / (cpuNanos / 1e9));
	}

	// What is in use after a collection is what the pipeline holds on to.
	private static void watchHeap() {
		Set<String> heap = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.map(MemoryPoolMXBean::getName)
			.collect(Collectors.toSet());
		ManagementFactory.getGarbageCollectorMXBeans()
			.forEach(
					(collector) -> ((NotificationEmitter) collector).addNotificationListener((notification, source) -> {
						GcInfo info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
							.getGcInfo();
						long used = info.getMemoryUsageAfterGc()
							.entrySet()
							.stream()
							.filter((pool) -> heap.contains(pool.getKey()))
							.mapToLong((pool) -> pool.getValue().getUsed())
							.sum();
						peakHeap.accumulateAndGet(used, Math::max);
					}, null, null));
	}

	private record Speed(double leadsPerSecond, double leadsPerCpuSecond) {

	}

}
