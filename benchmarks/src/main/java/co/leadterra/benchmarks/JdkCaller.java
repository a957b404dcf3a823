package co.leadterra.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP client of the JDK with Jackson.
 */
final class JdkCaller extends Caller<Json.Lead> {

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Callers.CONNECT_TIMEOUT)
		.build();

	private final JsonMapper mapper = new JsonMapper();

	private final URI baseUrl;

	JdkCaller(URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	@Override
	Mono<Integer> pools() {
		return send(poolsRequest()).map((body) -> poolCount(body));
	}

	@Override
	Mono<Integer> replyPage() {
		return send(replyPageRequest()).map((body) -> replyCount(body));
	}

	@Override
	int poolsBlocking() {
		return poolCount(sendBlocking(poolsRequest()));
	}

	@Override
	int replyPageBlocking() {
		return replyCount(sendBlocking(replyPageRequest()));
	}

	@Override
	Json.Lead lead(int number) {
		return Json.Lead.of(number);
	}

	@Override
	Mono<Long> enroll(String campaignId, List<Json.Lead> batch) {
		return Mono
			.defer(() -> send(
					request("/v1/campaigns/" + campaignId + "/leads/bulk").header("Content-Type", "application/json")
						.POST(BodyPublishers.ofByteArray(this.mapper.writeValueAsBytes(new Json.LeadBatch(batch))))
						.build()))
			.map((body) -> this.mapper.readValue(body, Json.EnrollmentResult.class).enrolled());
	}

	private HttpRequest poolsRequest() {
		return request("/v1/sender-pools").build();
	}

	private HttpRequest replyPageRequest() {
		return request("/v1/replies?page=1&perPage=" + CannedServer.REPLIES).build();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.baseUrl.resolve(path))
			.timeout(Callers.READ_TIMEOUT)
			.header("Accept", "application/json")
			.header("Authorization", "Bearer " + CannedServer.API_KEY);
	}

	private int poolCount(byte[] body) {
		return this.mapper.readValue(body, Json.Pool[].class).length;
	}

	private int replyCount(byte[] body) {
		return this.mapper.readValue(body, Json.ReplyPage.class).replies().size();
	}

	private Mono<byte[]> send(HttpRequest request) {
		return Mono.fromFuture(() -> this.client.sendAsync(request, BodyHandlers.ofByteArray()))
			.map(JdkCaller::successful);
	}

	private byte[] sendBlocking(HttpRequest request) {
		try {
			return successful(this.client.send(request, BodyHandlers.ofByteArray()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] successful(HttpResponse<byte[]> response) {
		if (response.statusCode() != 200) {
			throw new IllegalStateException("Status " + response.statusCode());
		}
		return response.body();
	}

}
