package co.leadterra.client.internal.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.json.Envelope;
import co.leadterra.client.internal.json.ErrorReader;
import com.fasterxml.jackson.annotation.JsonCreator;
import tools.jackson.databind.JsonNode;

/**
 * What Leadterra answers to leads to enrol and to addresses to suppress.
 *
 * @param counters the documented counters that the answer has, by their names
 * @param errors what is wrong with single entries
 * @since 0.1.0
 */
@Envelope(whole = true)
public record BulkAnswer(Map<String, Long> counters, List<FieldError> errors) {

	private static final List<String> OUTCOMES = List.of("enrolled", "updated", "skipped", "suppressed",
			"alreadySuppressed");

	private static final List<String> COUNTERS = Stream.concat(OUTCOMES.stream(), Stream.of("total")).toList();

	static final BulkAnswer UNKNOWN = new BulkAnswer(Map.of(), List.of());

	static final BulkAnswer NOTHING = new BulkAnswer(
			COUNTERS.stream().collect(Collectors.toMap(Function.identity(), (name) -> 0L)), List.of());

	private static final ErrorReader ERRORS = new ErrorReader(null);

	// Errors may stand beside the object that the counters are wrapped in.
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static BulkAnswer read(JsonNode root) {
		JsonNode data = root.path("data");
		List<JsonNode> places = List.of(data.path("result"), root.path("result"), data, root);
		Map<String, Long> counters = new HashMap<>();
		for (JsonNode place : places) {
			COUNTERS.forEach(
					(name) -> place.path(name).asLongOpt().ifPresent((counter) -> counters.putIfAbsent(name, counter)));
		}
		List<FieldError> errors = places.stream()
			.flatMap((place) -> place.path("errors").valueStream())
			.map(ERRORS::fieldError)
			.toList();
		if (errors.isEmpty() && counters.isEmpty()) {
			throw new NullPointerException("none of the documented counters is given");
		}
		return new BulkAnswer(counters, errors);
	}

	// without the counters that one of the two lacks
	BulkAnswer plus(BulkAnswer other) {
		Map<String, Long> sum = new HashMap<>(this.counters);
		sum.keySet().retainAll(other.counters.keySet());
		sum.replaceAll((name, counter) -> counter + other.counters.getOrDefault(name, 0L));
		return new BulkAnswer(sum, List.of());
	}

	// Whether the counters say what became of all entries.
	boolean accountsFor(int entries) {
		return OUTCOMES.stream().mapToLong((name) -> this.counters.getOrDefault(name, 0L)).sum() >= entries;
	}

}
