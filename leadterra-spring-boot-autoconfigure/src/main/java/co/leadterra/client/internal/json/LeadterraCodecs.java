package co.leadterra.client.internal.json;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.ByteArrayEncoder;
import org.springframework.core.codec.CharSequenceEncoder;
import org.springframework.core.codec.DataBufferDecoder;
import org.springframework.core.codec.DataBufferEncoder;
import org.springframework.core.codec.StringDecoder;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.http.codec.EncoderHttpMessageWriter;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.HttpMessageWriter;
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

	/**
	 * How much of an answer is held in memory unless told otherwise, in bytes.
	 */
	public static final int MAX_RESPONSE_SIZE = 16 * 1024 * 1024;

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
	 * Creates the codecs: JSON, and text, bytes and data buffers as they are. Spring's
	 * other ones, such as those for forms and for XML, are of no use here and would make
	 * every application wait for their classes at its start.
	 * @param mapper reads and writes the JSON
	 * @param maxInMemorySize how much of an answer may be held in memory, in bytes
	 * @return the strategies for an exchange function
	 */
	public static ExchangeStrategies create(JsonMapper mapper, int maxInMemorySize) {
		ByteArrayDecoder bytes = new ByteArrayDecoder();
		bytes.setMaxInMemorySize(maxInMemorySize);
		StringDecoder text = StringDecoder.allMimeTypes();
		text.setMaxInMemorySize(maxInMemorySize);
		JacksonJsonDecoder json = new JacksonJsonDecoder(mapper);
		json.setMaxInMemorySize(maxInMemorySize);
		return new Codecs(
				Stream.of(new EnvelopeDecoder(mapper, maxInMemorySize), bytes, new DataBufferDecoder(), text, json)
					.<HttpMessageReader<?>>map(DecoderHttpMessageReader::new)
					.toList(),
				Stream
					.of(new ByteArrayEncoder(), new DataBufferEncoder(), CharSequenceEncoder.allMimeTypes(),
							new JacksonJsonEncoder(mapper))
					.<HttpMessageWriter<?>>map(EncoderHttpMessageWriter::new)
					.toList());
	}

	private record Codecs(List<HttpMessageReader<?>> messageReaders,
			List<HttpMessageWriter<?>> messageWriters) implements ExchangeStrategies {

	}

}
