package co.leadterra.client.fake;

import java.util.ArrayList;
import java.util.List;

import co.leadterra.client.internal.call.ResourceFactory;
import co.leadterra.client.internal.json.LeadterraCodecs;
import co.leadterra.client.lead.CustomFieldPlacement;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;

/**
 * Answers every call with the same JSON and keeps what was asked.
 */
public final class FakeLeadterra {

	private final String answer;

	private final ExchangeStrategies strategies;

	private final List<String> calls = new ArrayList<>();

	private FakeLeadterra(String answer, CustomFieldPlacement customFields) {
		this.answer = answer;
		JsonMapper mapper = LeadterraCodecs.jsonMapper().addMixIns(customFields.mixIns()).build();
		this.strategies = LeadterraCodecs.create(mapper, 1024 * 1024);
	}

	public static FakeLeadterra answering(String json) {
		return new FakeLeadterra(json, CustomFieldPlacement.TOP_LEVEL);
	}

	public static FakeLeadterra answering(String json, CustomFieldPlacement customFields) {
		return new FakeLeadterra(json, customFields);
	}

	public <T> T client(Class<T> type) {
		WebClient webClient = WebClient.builder()
			.baseUrl("https://leadterra.test")
			.exchangeFunction(this::exchange)
			.exchangeStrategies(this.strategies)
			.build();
		return new ResourceFactory(() -> WebClientAdapter.create(webClient)).get(type);
	}

	private Mono<ClientResponse> exchange(ClientRequest request) {
		MockClientHttpRequest written = new MockClientHttpRequest(request.method(), request.url());
		return request.writeTo(written, this.strategies)
			.then(Mono.defer(written::getBodyAsString))
			.map((body) -> answer(request, body));
	}

	private ClientResponse answer(ClientRequest request, String body) {
		String query = (request.url().getRawQuery() != null) ? "?" + request.url().getRawQuery() : "";
		this.calls.add((request.method() + " " + request.url().getRawPath() + query + " " + body).strip());
		return ClientResponse.create(HttpStatus.OK, this.strategies)
			.header("Content-Type", MediaType.APPLICATION_JSON_VALUE)
			.body(this.answer)
			.build();
	}

	/**
	 * Returns what was asked.
	 * @return the method, path, query and body of each call
	 */
	public List<String> calls() {
		return List.copyOf(this.calls);
	}

}
