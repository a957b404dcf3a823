package co.leadterra.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringBootVersion;

/**
 * The results as Markdown.
 */
final class Report {

	private static final String OURS = Callers.RESOURCE_BEAN.name();

	private static final String BY_HAND = Callers.WEB_CLIENT.name();

	private final Results results;

	private final StringBuilder text = new StringBuilder();

	Report(Results results) {
		this.results = results;
	}

	String markdown() {
		machine();
		calls("get", "One small GET after the other");
		calls("getConcurrently", "Small GETs, 64 at a time");
		calls("replyPage", "A page of 1,000 replies, one after the other");
		enrollment("enrollment", "Enrolment of a million leads, 64 MB heap, server answers at once");
		enrollment("slowEnrollment", "Enrolment of a million leads, 64 MB heap, server answers after 50 ms");
		startup("startupNONE", "Start of an application without a web server");
		startup("startupREACTIVE", "Start of a WebFlux application");
		webhook();
		goals();
		return this.text.toString();
	}

	private void machine() {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		line("%s cores, %.0f GB of memory, %s %s, JDK %s (%s), Spring Boot %s", system.getAvailableProcessors(),
				system.getTotalMemorySize() / 1e9, system.getName(), system.getArch(),
				System.getProperty("java.version"), System.getProperty("java.vm.name"), SpringBootVersion.getVersion());
	}

	private void calls(String workload, String title) {
		if (!heading(title, workload, "micros")) {
			return;
		}
		row("", "Time", "Calls per second", "CPU time", "Allocated", "Time, by hand = 1", "CPU time", "Allocated");
		row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
		for (Callers caller : Callers.values()) {
			OptionalDouble micros = this.results.median(workload, caller.name(), "micros");
			if (micros.isPresent()) {
				row(caller.title(), number("%.1f µs", micros),
						number("%,.0f", OptionalDouble.of(1e6 / micros.getAsDouble())),
						number("%.1f µs", this.results.median(workload, caller.name(), "cpuMicros")),
						number("%,.0f B", this.results.median(workload, caller.name(), "bytes")),
						ratio(workload, caller.name(), "micros"), ratio(workload, caller.name(), "cpuMicros"),
						ratio(workload, caller.name(), "bytes"));
			}
		}
	}

	private void enrollment(String workload, String title) {
		if (!heading(title, workload, "warm")) {
			return;
		}
		row("", "Leads per second", "Cold", "Leads per CPU second", "Peak heap", "Leads per second, by hand = 1",
				"Leads per CPU second");
		row("---", "---:", "---:", "---:", "---:", "---:", "---:");
		for (Callers caller : Callers.values()) {
			OptionalDouble leadsPerSecond = this.results.median(workload, caller.name(), "warm");
			if (leadsPerSecond.isPresent()) {
				row(caller.title(), number("%,.0f", leadsPerSecond),
						number("%,.0f", this.results.median(workload, caller.name(), "cold")),
						number("%,.0f", this.results.median(workload, caller.name(), "perCpuSecond")),
						number("%.1f MB", megabytes(this.results.median(workload, caller.name(), "peakHeap"))),
						ratio(workload, caller.name(), "warm"), ratio(workload, caller.name(), "perCpuSecond"));
			}
		}
	}

	private void startup(String workload, String title) {
		if (!heading(title, workload, Starters.LEADTERRA.name(), "contextMillis")) {
			return;
		}
		row("", "Context start", "CPU time of the process", "Classes", "Beans", "Context start, by hand = 1",
				"CPU time, by hand = 1");
		row("---", "---:", "---:", "---:", "---:", "---:", "---:");
		for (Starters starter : Starters.values()) {
			row(starter.title(), number("%.0f ms", this.results.median(workload, starter.name(), "contextMillis")),
					number("%.0f ms", this.results.median(workload, starter.name(), "cpuMillis")),
					number("%,.0f", this.results.median(workload, starter.name(), "classes")),
					number("%.0f", this.results.median(workload, starter.name(), "beans")),
					startup(workload, starter, "contextMillis"), startup(workload, starter, "cpuMillis"));
		}
	}

	private String startup(String workload, Starters starter, String metric) {
		return ratio(workload, starter.name(), Starters.BY_HAND.name(), metric);
	}

	private void webhook() {
		if (!heading("Webhook endpoint of a WebFlux application, 64 deliveries at a time", "webhook",
				WebhookServer.OURS, "perSecond")) {
			return;
		}
		row("", "Deliveries per second", "Deliveries per CPU second");
		row("---", "---:", "---:");
		webhook("The starter's, with a listener", WebhookServer.OURS);
		webhook("By hand, with the same duty", WebhookServer.BY_HAND);
		webhook("Only reads the body and computes the HMAC, off the event loop", WebhookServer.HMAC_OFF_EVENT_LOOP);
		webhook("Only reads the body and computes the HMAC", WebhookServer.HMAC_ONLY);
	}

	private void webhook(String title, String endpoint) {
		row(title, number("%,.0f", this.results.median("webhook", endpoint, "perSecond")),
				number("%,.0f", this.results.median("webhook", endpoint, "perCpuSecond")));
	}

	private void goals() {
		line("%n### Goals%n");
		row("", "Goal", "Measured");
		row("---", "---", "---:");
		for (String workload : new String[] { "get", "getConcurrently", "replyPage" }) {
			row(workload + ", time", "at most 1.03 of by hand", ratio(workload, OURS, "micros"));
			row(workload + ", allocation", "at most 1.05 of by hand", ratio(workload, OURS, "bytes"));
		}
		row("startup, WebFlux", "at most 1.05 of by hand",
				startup("startupREACTIVE", Starters.LEADTERRA, "contextMillis"));
		row("startup, no web server", "at most 1.06 of by hand",
				startup("startupNONE", Starters.LEADTERRA, "contextMillis"));
		row("enrolment of a million leads", "ahead of by hand with the same duty",
				ratio("enrollment", OURS, Callers.CHECKING_WEB_CLIENT.name(), "warm"));
		row("the same, in CPU time", "ahead of by hand with the same duty",
				ratio("enrollment", OURS, Callers.CHECKING_WEB_CLIENT.name(), "perCpuSecond"));
		row("the same, server answers after 50 ms", "ahead of by hand with the same duty",
				ratio("slowEnrollment", OURS, Callers.CHECKING_WEB_CLIENT.name(), "warm"));
		row("enrolment of a million leads", "the limit: by hand without any duty", ratio("enrollment", OURS, "warm"));
		row("peak heap, 1 million leads", "64 MB whatever the length",
				number("%.1f MB", megabytes(this.results.median("enrollment", OURS, "peakHeap"))));
		row("peak heap, 10 million leads", "64 MB whatever the length",
				number("%.1f MB", megabytes(this.results.median("longEnrollment", OURS, "peakHeap"))));
		row("webhook endpoint", "ahead of by hand with the same duty",
				ratio("webhook", WebhookServer.OURS, WebhookServer.BY_HAND, "perSecond"));
		row("the same, in CPU time", "ahead of by hand with the same duty",
				ratio("webhook", WebhookServer.OURS, WebhookServer.BY_HAND, "perCpuSecond"));
		row("webhook endpoint", "the limit: HMAC only",
				ratio("webhook", WebhookServer.OURS, WebhookServer.HMAC_ONLY, "perSecond"));
		row("webhook endpoint", "the limit: HMAC off the event loop",
				ratio("webhook", WebhookServer.OURS, WebhookServer.HMAC_OFF_EVENT_LOOP, "perSecond"));
		row(HealthRun.PROBES + " health probes at once", "1 call to Leadterra",
				number("%.0f", this.results.median("health", OURS, "calls")));
	}

	private String ratio(String workload, String subject, String metric) {
		return ratio(workload, subject, BY_HAND, metric);
	}

	private String ratio(String workload, String subject, String reference, String metric) {
		OptionalDouble median = this.results.ratio(workload, subject, reference, metric, 0.5);
		if (median.isEmpty() || subject.equals(reference)) {
			return number("%.0f", median);
		}
		return number("%.3f", median) + " ("
				+ number("%.2f", this.results.ratio(workload, subject, reference, metric, 0.25)) + " to "
				+ number("%.2f", this.results.ratio(workload, subject, reference, metric, 0.75)) + ")";
	}

	private boolean heading(String title, String workload, String metric) {
		return heading(title, workload, OURS, metric);
	}

	private boolean heading(String title, String workload, String subject, String metric) {
		int turns = this.results.count(workload, subject, metric);
		if (turns > 0) {
			line("%n### %s%n%nMedians of %s turns; after a ratio its quartiles.%n", title, turns);
		}
		return turns > 0;
	}

	private void row(String... cells) {
		line("%s", "| " + String.join(" | ", Arrays.asList(cells)) + " |");
	}

	private void line(String format, Object... arguments) {
		this.text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
	}

	private static OptionalDouble megabytes(OptionalDouble bytes) {
		return bytes.isPresent() ? OptionalDouble.of(bytes.getAsDouble() / (1 << 20)) : bytes;
	}

	private static String number(String format, OptionalDouble value) {
		return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
	}

}
