package co.leadterra.client.internal.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.PooledByteBufAllocator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link EnvelopeDecoder}.
 */
class EnvelopeDecoderPropertyTests {

	private static final ResolvableType TYPE = ResolvableType.forClass(Thing.class);

	private final EnvelopeDecoder decoder = new EnvelopeDecoder(LeadterraCodecs.jsonMapper().build(), 1024 * 1024);

	private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

	@Property
	void readsAnObjectOrFailsToDecode(@ForAll("chunks") List<byte[]> chunks) {
		List<NettyDataBuffer> body = buffers(chunks);
		assertReadOrUndecodable(
				this.decoder.decodeToMono(Flux.fromIterable(body), TYPE, MediaType.APPLICATION_JSON, null));
		assertThat(body).allMatch((buffer) -> buffer.getNativeBuffer().refCnt() == 0);
	}

	@Property
	void readsAListOrFailsToDecode(@ForAll("chunks") List<byte[]> chunks) {
		List<NettyDataBuffer> body = buffers(chunks);
		assertReadOrUndecodable(this.decoder.decode(Flux.fromIterable(body), TYPE, MediaType.APPLICATION_JSON, null));
		assertThat(body).allMatch((buffer) -> buffer.getNativeBuffer().refCnt() == 0);
	}

	@Provide
	Arbitrary<List<byte[]>> chunks() {
		return bodies().list().ofMaxSize(5);
	}

	Arbitrary<byte[]> bodies() {
		Arbitrary<byte[]> anything = Arbitraries.bytes().array(byte[].class);
		Arbitrary<byte[]> encodings = Arbitraries
			.of((byte) 0, (byte) 0xfe, (byte) 0xff, (byte) 0xef, (byte) 0xbb, (byte) 0xbf, (byte) '[', (byte) '{',
					(byte) '"')
			.array(byte[].class)
			.ofMaxSize(16);
		Arbitrary<byte[]> tokens = Arbitraries
			.of("{", "}", "[", "]", ",", ":", "\"data\":", "\"pools\":", "\"id\":", "\"limits\":", "\"remaining\":",
					"null", "1", "-1e999999999", "\"x\"", "\"\\u", "true", "NaN", "\u00e4", "/*")
			.list()
			.ofMaxSize(20)
			.map((parts) -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
		return Arbitraries.oneOf(anything, encodings, tokens);
	}

	private List<NettyDataBuffer> buffers(List<byte[]> chunks) {
		List<NettyDataBuffer> buffers = new ArrayList<>();
		chunks.forEach((chunk) -> buffers.add(this.buffers.allocateBuffer(chunk.length + 1).write(chunk)));
		return buffers;
	}

	private static void assertReadOrUndecodable(Publisher<Object> result) {
		StepVerifier.create(Flux.from(result).then().onErrorComplete(DecodingException.class))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@Envelope("pools")
	record Thing(@Nullable String id, @Nullable Integer remaining, @Nullable Limits limits) {

	}

	record Limits(@Nullable Integer daily) {

	}

}
