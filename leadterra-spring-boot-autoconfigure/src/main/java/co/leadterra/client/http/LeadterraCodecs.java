package co.leadterra.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * The codecs of the Leadterra client, with a JSON mapper of their own: what an
 * application sets for its own JSON must not change what goes over the wire.
 *
 * @since 0.1.0
 */
public final class LeadterraCodecs {

	private LeadterraCodecs() {
	}

	/**
	 * Starts a JSON mapper that leaves out what is not set.
	 * @return a builder to change before it is built
	 */
	public static JsonMapper.Builder jsonMapper() {
		return JsonMapper.builder()
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
	}

	/**
	 * Creates the codecs.
	 * @param mapper reads and writes the JSON
	 * @param maxInMemorySize how much of an answer may be held in memory, in bytes
	 * @return the strategies for an exchange function
	 */
	public static ExchangeStrategies create(JsonMapper mapper, int maxInMemorySize) {
		return ExchangeStrategies.builder().codecs((codecs) -> {
			codecs.defaultCodecs().maxInMemorySize(maxInMemorySize);
			codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(mapper));
			codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(mapper));
			codecs.customCodecs().register(new EnvelopeDecoder(mapper, maxInMemorySize));
		}).build();
	}

}
