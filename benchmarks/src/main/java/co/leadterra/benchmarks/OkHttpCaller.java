package co.leadterra.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * OkHttp with Jackson, as in the Java libraries of many vendors.
 */
final class OkHttpCaller extends Caller<Json.Lead> {

	private static final int MAX_CONCURRENCY = 64;

	private static final MediaType JSON = MediaType.get("application/json");

	private final OkHttpClient client;

	private final JsonMapper mapper = new JsonMapper();

	private final String baseUrl;

	OkHttpCaller(String baseUrl) {
		Dispatcher dispatcher = new Dispatcher();
		dispatcher.setMaxRequests(MAX_CONCURRENCY);
		dispatcher.setMaxRequestsPerHost(MAX_CONCURRENCY);
		this.client = new OkHttpClient.Builder().dispatcher(dispatcher)
			.connectionPool(new ConnectionPool(MAX_CONCURRENCY, 5, TimeUnit.MINUTES))
			.connectTimeout(Callers.CONNECT_TIMEOUT)
			.readTimeout(Callers.READ_TIMEOUT)
			.build();
		this.baseUrl = baseUrl;
	}

	@Override
	Mono<Integer> pools() {
		return enqueue(poolsRequest()).map((body) -> poolCount(body));
	}

	@Override
	Mono<Integer> replyPage() {
		return enqueue(replyPageRequest()).map((body) -> replyCount(body));
	}

	@Override
	int poolsBlocking() {
		return poolCount(execute(poolsRequest()));
	}

	@Override
	int replyPageBlocking() {
		return replyCount(execute(replyPageRequest()));
	}

	@Override
	Json.Lead lead(int number) {
		return Json.Lead.of(number);
	}

	@Override
	Mono<Long> enroll(String campaignId, List<Json.Lead> batch) {
		return Mono
			.defer(() -> enqueue(request("/v1/campaigns/" + campaignId + "/leads/bulk")
				.post(RequestBody.create(this.mapper.writeValueAsBytes(new Json.LeadBatch(batch)), JSON))
				.build()))
			.map((body) -> this.mapper.readValue(body, Json.EnrollmentResult.class).enrolled());
	}

	private Request poolsRequest() {
		return request("/v1/sender-pools").build();
	}

	private Request replyPageRequest() {
		return request("/v1/replies?page=1&perPage=" + CannedServer.REPLIES).build();
	}

	private Request.Builder request(String path) {
		return new Request.Builder().url(this.baseUrl + path)
			.header("Accept", "application/json")
			.header("Authorization", "Bearer " + CannedServer.API_KEY);
	}

	private int poolCount(byte[] body) {
		return this.mapper.readValue(body, Json.Pool[].class).length;
	}

	private int replyCount(byte[] body) {
		return this.mapper.readValue(body, Json.ReplyPage.class).replies().size();
	}

	private Mono<byte[]> enqueue(Request request) {
		return Mono.create((sink) -> this.client.newCall(request).enqueue(new Callback() {

			@Override
			public void onFailure(Call call, IOException failure) {
				sink.error(failure);
			}

			@Override
			public void onResponse(Call call, Response response) throws IOException {
				sink.success(successful(response));
			}

		}));
	}

	private byte[] execute(Request request) {
		try {
			return successful(this.client.newCall(request).execute());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] successful(Response response) throws IOException {
		try (response) {
			if (!response.isSuccessful()) {
				throw new IOException("Status " + response.code());
			}
			return response.body().bytes();
		}
	}

}
