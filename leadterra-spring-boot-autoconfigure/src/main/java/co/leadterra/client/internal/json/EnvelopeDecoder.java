package co.leadterra.client.internal.json;

import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDataBufferDecoder;
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
final class EnvelopeDecoder extends AbstractDataBufferDecoder<Object> {

	private static final String DATA = "data";

	private final JsonMapper mapper;

	private final ObjectReader trees;

	private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

	EnvelopeDecoder(JsonMapper mapper, int maxInMemorySize) {
		super(MimeTypeUtils.ALL);
		setMaxInMemorySize(maxInMemorySize);
		this.mapper = mapper;
		this.trees = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

	@Override
	public boolean canDecode(ResolvableType elementType, @Nullable MimeType mimeType) {
		return elementType.toClass().isAnnotationPresent(Envelope.class);
	}

	@Override
	public Flux<Object> decode(Publisher<DataBuffer> input, ResolvableType elementType, @Nullable MimeType mimeType,
			@Nullable Map<String, Object> hints) {
		return DataBufferUtils.join(input, getMaxInMemorySize())
			.switchIfEmpty(Mono.error(() -> new DecodingException("The body is empty")))
			.flatMapIterable((buffer) -> read(buffer, elementType, mimeType, true));
	}

	@Override
	public Object decode(DataBuffer buffer, ResolvableType elementType, @Nullable MimeType mimeType,
			@Nullable Map<String, Object> hints) {
		return read(buffer, elementType, mimeType, false).get(0);
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
		List<Object> list = (parser.currentToken() == JsonToken.START_ARRAY) ? elements(parser, shape)
				: wrappedList(parser, shape);
		if (list != null) {
			return list;
		}
		try (JsonParser again = start(body)) {
			return List.of(readObject(again, body, shape));
		}
	}

	// Another list may follow one that is empty.
	private @Nullable List<Object> wrappedList(JsonParser parser, Shape shape) {
		List<Object> list = null;
		while ((list == null || list.isEmpty()) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
			boolean wrapper = shape.lists.contains(parser.currentName());
			JsonToken value = parser.nextToken();
			List<Object> found = null;
			if (wrapper && value == JsonToken.START_ARRAY) {
				found = elements(parser, shape);
			}
			else if (wrapper && value == JsonToken.START_OBJECT) {
				found = wrappedList(parser, shape);
			}
			else {
				parser.skipChildren();
			}
			list = (found != null) ? found : list;
		}
		return list;
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

	// Only what does not turn out to be flat is worth a tree.
	private Object readObject(JsonParser parser, Body body, Shape shape) {
		try {
			if (looksFlat(parser, shape)) {
				return shape.flat.readValue(parser);
			}
		}
		catch (JacksonException ex) {
			// there may be a wrapper further on
		}
		try (JsonParser again = start(body)) {
			return shape.reader.readValue(shape.unwrap(this.trees.readTree(again)).node());
		}
	}

	private static boolean looksFlat(JsonParser parser, Shape shape) {
		return parser.currentToken() == JsonToken.START_ARRAY || shape.objects.isEmpty()
				|| (parser.nextToken() == JsonToken.PROPERTY_NAME && !shape.objects.contains(parser.currentName()));
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
		ObjectReader reader = this.mapper.readerFor(type).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
		return new Shape(objects, lists, components, reader, reader.withHandler(new WrapperFinder(objects)));
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

	/**
	 * What is known of a type.
	 *
	 * @param objects the names of objects that may wrap it
	 * @param lists the names of what may wrap a list of it
	 * @param components the names of its components by all of their names
	 * @param reader reads it
	 * @param flat reads it, and fails if it may be wrapped
	 */
	private record Shape(Set<String> objects, Set<String> lists, Map<String, String> components, ObjectReader reader,
			ObjectReader flat) {

		Place unwrap(JsonNode node) {
			Map<String, JsonNode> fields = new HashMap<>();
			Map<String, Place> wrapped = new TreeMap<>();
			node.properties().forEach((property) -> {
				JsonNode value = property.getValue();
				String component = this.components.get(property.getKey());
				if (value.isObject() && this.objects.contains(property.getKey())) {
					wrapped.put(property.getKey(), unwrap(value));
				}
				else if (component != null && !value.isNull()) {
					fields.put(component, value);
				}
			});
			Place place = new Place(node, fields);
			return wrapped.values()
				.stream()
				.max(Comparator.comparingInt((inner) -> inner.fields().size()))
				.map(place::with)
				.orElse(place);
		}

	}

	/**
	 * An object that may be the record, and which components it has.
	 *
	 * @param node the object
	 * @param fields its values by the names of the components
	 */
	private record Place(JsonNode node, Map<String, JsonNode> fields) {

		// What stands beside a wrapper is of the same record, unless an id says
		// otherwise or there is nothing but a status, which answers have too.
		Place with(Place inner) {
			if (this.fields.keySet().containsAll(inner.fields.keySet())) {
				return this;
			}
			boolean growing = inner.fields.size() >= this.fields.size();
			Place bigger = growing ? inner : this;
			if (ids()
				.anyMatch((id) -> inner.fields.containsKey(id) && !inner.fields.get(id).equals(this.fields.get(id)))) {
				return bigger;
			}
			boolean envelope = ids().findAny().isEmpty() && inner.ids().findAny().isPresent();
			if (envelope || Set.of("status").containsAll(this.fields.keySet())) {
				return inner;
			}
			return bigger.filledUp(growing ? this : inner);
		}

		private Place filledUp(Place other) {
			Map<String, JsonNode> all = new HashMap<>(other.fields);
			all.putAll(this.fields);
			ObjectNode joined = JsonNodeFactory.instance.objectNode();
			joined.setAll(all);
			return new Place(joined, all);
		}

		private Stream<String> ids() {
			return this.fields.keySet().stream().filter((name) -> name.equals("id") || name.endsWith("Id"));
		}

	}

	/**
	 * Stops where an object may wrap the record.
	 */
	private static final class WrapperFinder extends DeserializationProblemHandler {

		private final Set<String> wrappers;

		WrapperFinder(Set<String> wrappers) {
			this.wrappers = wrappers;
		}

		@Override
		public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser,
				ValueDeserializer<?> deserializer, Object bean, String name) {
			if (this.wrappers.contains(name) && parser.currentToken() == JsonToken.START_OBJECT) {
				throw MismatchedInputException.from(parser, name);
			}
			return false;
		}

	}

}
