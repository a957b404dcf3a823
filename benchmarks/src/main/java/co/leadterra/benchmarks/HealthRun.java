package co.leadterra.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import co.leadterra.health.LeadterraHealthIndicator;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.health.contributor.Status;

/**
 * Asks for the health of Leadterra many times at once, and the server how many calls
 * reached it.
 */
public final class HealthRun {

	static final int PROBES = 1000;

	private HealthRun() {
	}

	/**
	 * Counts the calls.
	 * @param args the address of the server
	 * @throws IOException if the server does not answer
	 * @throws InterruptedException if the process is interrupted
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		String server = args[0];
		LeadterraHealthIndicator indicator = Callers.context(server).getBean(LeadterraHealthIndicator.class);
		long before = requests(server);
		long up = Flux.range(0, PROBES)
			.flatMap((i) -> indicator.health().subscribeOn(Schedulers.parallel()), PROBES)
			.filter((health) -> Status.UP.equals(health.getStatus()))
			.count()
			.blockOptional()
			.orElseThrow();
		if (up != PROBES) {
			throw new IllegalStateException("Of " + PROBES + " probes " + up + " were up");
		}
		System.out.println("calls=" + (requests(server) - before));
		System.exit(0);
	}

	private static long requests(String server) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/requests")).build();
		return Long.parseLong(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
	}

}
