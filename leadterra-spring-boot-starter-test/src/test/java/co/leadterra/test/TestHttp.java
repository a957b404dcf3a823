package co.leadterra.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the server as any HTTP client would.
 */
class TestHttp {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final LeadterraServer server;

	private final Duration timeout;

	TestHttp(LeadterraServer server) {
		this(server, Duration.ofSeconds(20));
	}

	TestHttp(LeadterraServer server, Duration timeout) {
		this.server = server;
		this.timeout = timeout;
	}

	static JsonNode json(String text) {
		return JSON.readTree(text.replace('\'', '"'));
	}

	Reply get(String path) throws IOException {
		return send("GET", path, null, "Bearer " + this.server.apiKey());
	}

	Reply post(String path) throws IOException {
		return send("POST", path, null, "Bearer " + this.server.apiKey());
	}

	/**
	 * Posts JSON in which double quotes may be written as single ones.
	 */
	Reply post(String path, String body) throws IOException {
		return send("POST", path, body.replace('\'', '"'), "Bearer " + this.server.apiKey());
	}

	Reply getWithKey(String path, String key) throws IOException {
		return send("GET", path, null, "Bearer " + key);
	}

	Reply send(String method, String path, @Nullable String body, String... authorization) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.server.baseUrl() + path))
			.timeout(this.timeout)
			.header("Content-Type", "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		for (String value : authorization) {
			request.header("Authorization", value);
		}
		try {
			return new Reply(this.client.send(request.build(), BodyHandlers.ofString()));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What came back.
	 *
	 * @param response the response
	 */
	record Reply(HttpResponse<String> response) {

		int status() {
			return this.response.statusCode();
		}

		String body() {
			return this.response.body();
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		JsonNode json() {
			return JSON.readTree(this.response.body());
		}

		JsonNode at(String pointer) {
			return json().at(pointer);
		}

		String text(String pointer) {
			return at(pointer).asString();
		}

		String errorCode() {
			return text("/error/code");
		}

	}

}
