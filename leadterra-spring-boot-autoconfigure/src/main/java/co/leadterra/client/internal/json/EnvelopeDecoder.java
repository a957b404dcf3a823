package co.leadterra.client.internal.json;

import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.Decoder;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Reads records marked with {@link Envelope}, whichever of the documented wrappings an
 * answer has. The content type is not looked at: whether an answer is JSON is told by
 * reading it.
 */
final class EnvelopeDecoder implements Decoder<Object> {

	private static final String DATA = "data";

	private final JsonMapper mapper;

	private final ObjectReader trees;

	private final int maxInMemorySize;

	private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

	EnvelopeDecoder(JsonMapper mapper, int maxInMemorySize) {
		this.mapper = mapper;
		this.trees = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
		this.maxInMemorySize = maxInMemorySize;
	}

	@Override
	public boolean canDecode(ResolvableType elementType, @Nullable MimeType mimeType) {
		return elementType.toClass().isAnnotationPresent(Envelope.class);
	}

	@Override
	public List<MimeType> getDecodableMimeTypes() {
		return List.of(MimeTypeUtils.ALL);
	}

	@Override
	public Flux<Object> decode(Publisher<DataBuffer> input, ResolvableType elementType, @Nullable MimeType mimeType,
			@Nullable Map<String, Object> hints) {
		return join(input).switchIfEmpty(Mono.error(() -> new DecodingException("The body is empty")))
			.flatMapIterable((buffer) -> read(buffer, elementType, mimeType, true));
	}

	@Override
	public Mono<Object> decodeToMono(Publisher<DataBuffer> input, ResolvableType elementType,
			@Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
		return join(input).map((buffer) -> read(buffer, elementType, mimeType, false).get(0));
	}

	private Mono<DataBuffer> join(Publisher<DataBuffer> input) {
		return DataBufferUtils.join(input, this.maxInMemorySize);
	}

	private List<Object> read(DataBuffer buffer, ResolvableType type, @Nullable MimeType mimeType, boolean list) {
		Body body = new Body(buffer, buffer.readPosition(), buffer.readableByteCount());
		Shape shape = this.shapes.computeIfAbsent(type.toClass(), this::shape);
		try (JsonParser parser = start(body)) {
			JsonToken start = parser.currentToken();
			if (start != JsonToken.START_OBJECT && start != JsonToken.START_ARRAY) {
				throw notJson(body, mimeType, "it holds no object or array");
			}
			return list ? readList(parser, body, shape) : List.of(readObject(parser, body, shape));
		}
		catch (JacksonException ex) {
			throw notJson(body, mimeType, problem(ex) + path(ex));
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private List<Object> readList(JsonParser parser, Body body, Shape shape) {
		if (parser.currentToken() == JsonToken.START_ARRAY || enter(parser, shape.lists, JsonToken.START_ARRAY)) {
			return elements(parser, shape);
		}
		try (JsonParser again = start(body)) {
			if (enter(again, Set.of(DATA), JsonToken.START_OBJECT)
					&& enter(again, shape.lists, JsonToken.START_ARRAY)) {
				return elements(again, shape);
			}
		}
		try (JsonParser again = start(body)) {
			return List.of(readObject(again, body, shape));
		}
	}

	private List<Object> elements(JsonParser parser, Shape shape) {
		List<Object> elements = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			if (parser.currentToken() == JsonToken.VALUE_NULL) {
				throw new DecodingException("Element " + elements.size() + " of the list is null");
			}
			elements.add(shape.reader.readValue(parser));
		}
		return elements;
	}

	private Object readObject(JsonParser parser, Body body, Shape shape) {
		List<String> path = (parser.currentToken() == JsonToken.START_OBJECT)
				? place(this.trees.readTree(parser), shape).path() : List.of();
		try (JsonParser again = start(body)) {
			path.forEach((key) -> enter(again, Set.of(key), JsonToken.START_OBJECT));
			return shape.reader.readValue(again);
		}
	}

	private static Place place(JsonNode node, Shape shape) {
		Set<String> fields = node.propertyStream()
			.filter((entry) -> !entry.getValue().isNull() && !shape.wraps(entry))
			.map((entry) -> shape.components.get(entry.getKey()))
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		return node.propertyStream()
			.filter(shape::wraps)
			.map((entry) -> place(entry.getValue(), shape).under(entry.getKey()))
			.filter((inner) -> inner.isMoreThan(fields))
			.max(Comparator.comparingInt((inner) -> inner.fields.size()))
			.orElseGet(() -> new Place(List.of(), fields));
	}

	private static boolean enter(JsonParser parser, Set<String> names, JsonToken wanted) {
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			if (parser.nextToken() == wanted && names.contains(name)) {
				return true;
			}
			parser.skipChildren();
		}
		return false;
	}

	private JsonParser start(Body body) {
		JsonParser parser = this.mapper.createParser(body.stream());
		parser.nextToken();
		return parser;
	}

	private static DecodingException notJson(Body body, @Nullable MimeType mimeType, String problem) {
		return new DecodingException(
				"%s bytes of %s could not be read: %s".formatted(body.length(), mimeType, problem));
	}

	// Jackson's own messages quote the answer, and an answer may quote the key.
	private static String problem(JacksonException ex) {
		if (ex instanceof ValueInstantiationException && ex.getCause() instanceof NullPointerException missing) {
			return String.valueOf(missing.getMessage());
		}
		if (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return "a value cannot be read as " + mismatch.getTargetType().getSimpleName();
		}
		TokenStreamLocation location = ex.getLocation();
		return (location != null)
				? "it is not valid JSON at line %s, column %s".formatted(location.getLineNr(), location.getColumnNr())
				: "it does not fit";
	}

	private static String path(JacksonException ex) {
		String path = ex.getPath()
			.stream()
			.map((reference) -> (reference.getPropertyName() != null) ? reference.getPropertyName()
					: "[" + reference.getIndex() + "]")
			.collect(Collectors.joining("."));
		return path.isEmpty() ? "" : " (at " + path + ")";
	}

	private Shape shape(Class<?> type) {
		Envelope envelope = type.getAnnotation(Envelope.class);
		Set<String> objects = envelope.whole() ? Set.of()
				: Stream.concat(Stream.of(DATA), Arrays.stream(envelope.value()))
					.collect(Collectors.toUnmodifiableSet());
		Set<String> lists = Stream.concat(Stream.of("items", "results"), objects.stream())
			.collect(Collectors.toUnmodifiableSet());
		Map<String, String> components = new HashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			components.put(component.getName(), component.getName());
			JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
			for (String name : (alias != null) ? alias.value() : new String[0]) {
				components.put(name, component.getName());
			}
		}
		return new Shape(objects, lists, components,
				this.mapper.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
	}

	/**
	 * An answer as it arrived, which can be read from its start again.
	 *
	 * @param buffer the bytes
	 * @param start where the answer starts in the buffer
	 * @param length how many bytes it has
	 */
	private record Body(DataBuffer buffer, int start, int length) {

		InputStream stream() {
			this.buffer.readPosition(this.start);
			return this.buffer.asInputStream();
		}

	}

	private record Shape(Set<String> objects, Set<String> lists, Map<String, String> components, ObjectReader reader) {

		boolean wraps(Map.Entry<String, JsonNode> entry) {
			return entry.getValue().isObject() && this.objects.contains(entry.getKey());
		}

	}

	private record Place(List<String> path, Set<String> fields) {

		Place under(String key) {
			return new Place(Stream.concat(Stream.of(key), this.path.stream()).toList(), this.fields);
		}

		// An id that only the inner object has decides, whatever stands beside it.
		boolean isMoreThan(Set<String> outer) {
			if (this.fields.contains("id") && !outer.contains("id")) {
				return true;
			}
			return this.fields.size() >= outer.size() && (outer.isEmpty() || !outer.containsAll(this.fields));
		}

	}

}
