package co.leadterra.client.internal.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnvelopeDecoder}.
 */
class EnvelopeDecoderTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final int MAX_SIZE = 1024 * 1024;

	private static final String KEY = "sk_test_example_0123456789";

	private static final Pool POOL = new Pool("p1", "Première", 7, null);

	private static final String POOL_JSON = """
			{"id":"p1","name":"Première","remaining":7}""";

	private final EnvelopeDecoder decoder = new EnvelopeDecoder(LeadterraCodecs.jsonMapper().build(), MAX_SIZE);

	private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

	private final List<NettyDataBuffer> made = new ArrayList<>();

	@Test
	void decodesOnlyWhatIsMarked() {
		assertThat(this.decoder.canDecode(ResolvableType.forClass(Pool.class), MediaType.TEXT_HTML)).isTrue();
		assertThat(this.decoder.canDecode(ResolvableType.forClass(Plain.class), MediaType.APPLICATION_JSON)).isFalse();
		assertThat(this.decoder.canDecode(ResolvableType.forClassWithGenerics(List.class, Pool.class),
				MediaType.APPLICATION_JSON))
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[%1$s,%1$s]", """
			{"data":[%1$s,%1$s]}""", """
			{"pools":[%1$s,%1$s]}""", """
			{"senderPools":[%1$s,%1$s]}""", """
			{"items":[%1$s,%1$s]}""", """
			{"results":[%1$s,%1$s]}""", """
			{"data":{"pools":[%1$s,%1$s]}}""", """
			{"data":{"items":[%1$s,%1$s]}}""", """
			{"success":true,"meta":{"pools":7,"list":[1,[2]]},"pools":[%1$s,%1$s],"total":2}""", """
			{"warnings":[{"data":1}],"data":{"total":2,"pools":[%1$s,%1$s],"hasMore":false},"page":{"data":[]}}""",
			"\ufeff[%1$s,%1$s]", " \n [ %1$s , %1$s ] \n" })
	void readsAList(String body) {
		assertList(body.formatted(POOL_JSON)).expectNext(POOL, POOL).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"data":[],"pools":[%1$s,%1$s]}""", """
			{"pools":[%1$s,%1$s],"data":[]}""", """
			{"pools":{"data":[%1$s,%1$s]}}""", """
			{"data":{"items":[]},"results":{"pools":[%1$s,%1$s]}}""" })
	void readsAListWhateverTheOrderOfItsWrappers(String body) {
		assertList(body.formatted(POOL_JSON)).expectNext(POOL, POOL).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"data\":{}}" })
	void readsAnObjectWithoutFields(String body) {
		assertObject(body).expectNext(new Pool(null, null, null, null)).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", """
			{"data":[]}""", """
			{"pools":[]}""", """
			{"data":{"pools":[]}}""" })
	void readsAnEmptyList(String body) {
		assertList(body).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", """
			{"data":%s}""", """
			{"pools":%s}""", """
			{"data":{"pools":%s}}""" })
	void readsAListOfOneThatIsNoList(String body) {
		assertList(body.formatted(POOL_JSON)).expectNext(POOL).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", """
			{"data":%s}""", """
			{"pools":%s}""", """
			{"data":{"pools":%s}}""", """
			{"pools":{"data":%s}}""", """
			{"success":true,"meta":{"id":"other","list":[[]]},"data":%s,"total":1}""", """
			{"data":{"requestId":"r1","links":{},"pools":%s,"more":[]},"id":"other"}""" })
	void readsAnObject(String body) {
		assertObject(body.formatted(POOL_JSON)).expectNext(POOL).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"name":"success","remaining":1,"data":{"id":"p1"}}""", """
			{"data":{"id":"p1"},"name":"success","remaining":1}""", """
			{"name":"success","pools":{"data":{"id":"p1"}}}""" })
	void readsAWrappedObjectWhateverStandsBesideIt(String body) {
		assertObject(body).expectNext(new Pool("p1", null, null, null)).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"id":"p1","pools":{"remainingToday":7}}""", """
			{"pools":{"remainingToday":7},"id":"p1"}""", """
			{"id":"p1","pools":{"remainingToday":7,"id":"p1"}}""", """
			{"data":{"pools":{"remainingToday":7}},"id":"p1"}""" })
	void readsWhatIsWrappedBesideItsId(String body) {
		assertObject(body).expectNext(new Pool("p1", null, 7, null)).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"id":"r1","name":"success","remaining":0,"pools":{"id":"p1","name":"a","limits":{"daily":5}}}""", """
			{"pools":{"id":"p1","name":"a","limits":{"daily":5}},"id":"r1","name":"success"}""" })
	void readsNothingBesideAWrapperThatHasTheIdOfAnother(String body) {
		assertObject(body).expectNext(new Pool("p1", "a", null, new Limits(5))).expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"id":"p1","name":"a","pools":{"name":"b"},"data":{"x":1}}""", """
			{"data":{"x":1},"pools":{"name":"b"},"id":"p1","name":"a"}""" })
	void readsAFlatObjectWithObjectsNamedLikeWrappers(String body) {
		assertObject(body).expectNext(new Pool("p1", "a", null, null)).expectComplete().verify(LIMIT);
	}

	@Test
	void takesAComponentForASignThatNothingIsWrapped() {
		assertObject("""
				{"id":"p1","data":{"id":"other"},"pools":{"id":"other"}}""")
			.expectNext(new Pool("p1", null, null, null))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void readsAComponentThatIsNamedLikeAWrapper() {
		assertObject("""
				{"data":"a label","id":"n1"}""", Named.class).expectNext(new Named("a label", "n1"))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void readsAWrappedComponentThatIsNamedLikeAWrapper() {
		assertObject("""
				{"data":{"data":"a label","id":"n1"}}""", Named.class).expectNext(new Named("a label", "n1"))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void readsAListComponentThatIsNamedLikeAWrapper() {
		assertObject("""
				{"data":["a","b"],"total":2}""", Page.class).expectNext(new Page(List.of("a", "b"), 2))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void readsAnAlias() {
		assertObject("""
				{"data":{"remainingToday":7}}""").expectNext(new Pool(null, null, 7, null))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void ignoresUnknownFieldsOfEveryKind() {
		assertObject("""
				{"id":"p1","new":{"deep":[{"x":1}]},"list":[1,"a",null],"limits":{"daily":5,"new":{}},"text":"x"}""")
			.expectNext(new Pool("p1", null, null, new Limits(5)))
			.expectComplete()
			.verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"id":"p1"}""", """
			{"id":"p1","remaining":null,"name":null,"limits":null}""" })
	void absentAndNullCountersAreAbsent(String body) {
		assertObject(body).expectNext(new Pool("p1", null, null, null)).expectComplete().verify(LIMIT);
	}

	@Test
	void namesTheFieldOfAWrongType() {
		assertObject("""
				{"data":{"id":"p1","limits":{"daily":"many"}}}""").expectErrorSatisfies(
				(ex) -> assertThat(ex).isInstanceOf(DecodingException.class).hasMessageContaining("(at limits.daily)"))
			.verify(LIMIT);
	}

	@Test
	void namesTheFieldOfAWrongTypeInAList() {
		assertList("""
				[{"id":"p1"},{"limits":[]}]""")
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOf(DecodingException.class).hasMessageContaining("(at limits)"))
			.verify(LIMIT);
	}

	@Test
	void refusesANullInAList() {
		assertList("""
				{"data":[{"id":"p1"},null]}""")
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(DecodingException.class)
				.hasMessage("Element 1 of the list is null"))
			.verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[[]]", "[1]", "[\"\"]", "[true]", "{\"data\":[[{}]]}" })
	void refusesAListOfAnythingElse(String body) {
		assertList(body).expectError(DecodingException.class).verify(LIMIT);
	}

	@Test
	void refusesAListForAnObject() {
		assertObject("[" + POOL_JSON + "]").expectError(DecodingException.class).verify(LIMIT);
	}

	@Test
	void leavesItToTheCallWhatAnEmptyBodyMeans() {
		StepVerifier.create(object(Flux.empty(), Pool.class)).expectComplete().verify(LIMIT);
	}

	@Test
	void refusesAnEmptyBodyForAList() {
		StepVerifier.create(list(Flux.empty()))
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOf(DecodingException.class).hasMessage("The body is empty"))
			.verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "null", "true", "42", "\"ok\"" })
	void refusesABodyWithoutObjectOrArray(String body) {
		assertObject(body)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(DecodingException.class)
				.hasMessage("%s bytes of application/json could not be read: it holds no object or array"
					.formatted(body.length())))
			.verify(LIMIT);
	}

	@Test
	void saysWhichContentCouldNotBeRead() {
		StepVerifier
			.create(this.decoder.decodeToMono(chunks("<html>Login</html>".getBytes(StandardCharsets.UTF_8), 100),
					ResolvableType.forClass(Pool.class), MediaType.TEXT_HTML, null))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(DecodingException.class)
				.hasMessage("18 bytes of text/html could not be read: it is not valid JSON at line 1, column 1"))
			.verify(LIMIT);
	}

	@Test
	void refusesTruncatedObjects() {
		String body = "{\"data\":" + POOL_JSON + "}";
		IntStream.range(1, body.length() - 1)
			.forEach((length) -> assertObject(body.substring(0, length)).expectError(DecodingException.class)
				.verify(LIMIT));
	}

	@Test
	void refusesTruncatedLists() {
		String body = "{\"data\":[" + POOL_JSON + "," + POOL_JSON + "]";
		IntStream.range(1, body.length())
			.forEach((length) -> assertList(body.substring(0, length)).expectError(DecodingException.class)
				.verify(LIMIT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"a\":", "{\"data\":", "{\"data\":[", "[{\"new\":", "{\"pools\":{\"new\":[" })
	void refusesDeepNestingWithoutOverflowing(String opening) {
		String body = opening.repeat(MAX_SIZE / opening.length());
		assertObject(body).expectError(DecodingException.class).verify(LIMIT);
		assertList(body).expectError(DecodingException.class).verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { KEY, "{\"data\":{\"limits\":{\"daily\":\"" + KEY + "\"}}}", "[{\"remaining\":\"" + KEY + "\"}]",
					"{\"limits\":\"" + KEY + "\"}", "{\"limits\":{\"daily\":" + KEY + "}}" })
	void doesNotQuoteAKeyThatTheBodyQuotes(String body) {
		assertObject(body).expectErrorSatisfies(
				(ex) -> assertThat(ex).isInstanceOf(DecodingException.class).hasNoCause().hasMessageNotContaining(KEY))
			.verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 7 })
	void readsCharactersThatAreSplitBetweenBuffers(int chunkSize) {
		byte[] body = "{\"data\":{\"name\":\"ä€😀ñ\"}}".getBytes(StandardCharsets.UTF_8);
		StepVerifier.create(object(chunks(body, chunkSize), Pool.class))
			.expectNext(new Pool(null, "ä€😀ñ", null, null))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void acceptsABodyAsLongAsTheLimit() {
		StepVerifier.create(list(chunks(listOfSize(MAX_SIZE), 1000))).expectNextCount(1).expectComplete().verify(LIMIT);
	}

	@Test
	void refusesABodyOverTheLimit() {
		StepVerifier.create(list(chunks(listOfSize(MAX_SIZE + 1), 1000)))
			.expectError(DataBufferLimitException.class)
			.verify(LIMIT);
		assertAllReleased();
	}

	@Test
	void passesOnTheFailureOfTheBody() {
		Flux<DataBuffer> body = chunks("[{".getBytes(StandardCharsets.UTF_8), 1)
			.concatWith(Mono.error(new IllegalStateException("broken pipe")));
		StepVerifier.create(list(body)).expectErrorMessage("broken pipe").verify(LIMIT);
		assertAllReleased();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[{\"id\":\"p1\"}]", "{\"data\":{}}", "<html>", "[null]", "[1]", "{" })
	void releasesWhatItReads(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		StepVerifier.create(list(chunks(bytes, 3)).onErrorComplete().then()).expectComplete().verify(LIMIT);
		StepVerifier.create(object(chunks(bytes, 3), Pool.class).onErrorComplete().then())
			.expectComplete()
			.verify(LIMIT);
		assertAllReleased();
	}

	private StepVerifier.FirstStep<Object> assertObject(String body) {
		return assertObject(body, Pool.class);
	}

	private StepVerifier.FirstStep<Object> assertObject(String body, Class<?> type) {
		return StepVerifier.create(object(chunks(body.getBytes(StandardCharsets.UTF_8), 4096), type));
	}

	private StepVerifier.FirstStep<Object> assertList(String body) {
		return StepVerifier.create(list(chunks(body.getBytes(StandardCharsets.UTF_8), 4096)));
	}

	private Mono<Object> object(Flux<DataBuffer> body, Class<?> type) {
		return this.decoder.decodeToMono(body, ResolvableType.forClass(type), MediaType.APPLICATION_JSON, null);
	}

	private Flux<Object> list(Flux<DataBuffer> body) {
		return this.decoder.decode(body, ResolvableType.forClass(Pool.class), MediaType.APPLICATION_JSON, null);
	}

	private Flux<DataBuffer> chunks(byte[] body, int size) {
		int count = Math.max(1, (body.length + size - 1) / size);
		return Flux.range(0, count)
			.map((index) -> buffer(Arrays.copyOfRange(body, index * size, Math.min(body.length, (index + 1) * size))));
	}

	private DataBuffer buffer(byte[] bytes) {
		NettyDataBuffer buffer = this.buffers.allocateBuffer(Math.max(1, bytes.length));
		this.made.add(buffer);
		return buffer.write(bytes);
	}

	private void assertAllReleased() {
		assertThat(this.made).isNotEmpty().allMatch((buffer) -> buffer.getNativeBuffer().refCnt() == 0);
		this.made.clear();
	}

	private static byte[] listOfSize(int size) {
		String start = "[{\"id\":\"";
		String end = "\"}]";
		return (start + "x".repeat(size - start.length() - end.length()) + end).getBytes(StandardCharsets.UTF_8);
	}

	@Envelope({ "pools", "senderPools" })
	record Pool(@Nullable String id, @Nullable String name, @JsonAlias("remainingToday") @Nullable Integer remaining,
			@Nullable Limits limits) {

	}

	record Limits(@Nullable Integer daily) {

	}

	@Envelope
	record Named(@Nullable String data, @Nullable String id) {

	}

	@Envelope
	record Page(@JsonAlias("data") List<String> entries, @Nullable Integer total) {

	}

	record Plain(String id) {

	}

}
