package co.leadterra.client.internal.bulk;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.json.Envelope;
import co.leadterra.client.internal.json.ErrorReader;
import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Leadterra answers to leads to enrol and to addresses to suppress.
 *
 * @param enrolled the number of leads that are new and were enrolled
 * @param updated the number of leads that Leadterra knew and updated
 * @param skipped the number of leads left out because their address is suppressed
 * @param suppressed the number of addresses that were added to the list
 * @param alreadySuppressed the number of addresses that were on the list before
 * @param total the number of entries that were processed
 * @param errors what is wrong with single entries
 * @since 0.1.0
 */
@Envelope(whole = true)
public record BulkAnswer(@Nullable Long enrolled, @Nullable Long updated, @Nullable Long skipped,
		@Nullable Long suppressed, @Nullable Long alreadySuppressed, @Nullable Long total, List<FieldError> errors) {

	static final BulkAnswer NOTHING = new BulkAnswer(0L, 0L, 0L, 0L, 0L, 0L, List.of());

	static final BulkAnswer UNKNOWN = new BulkAnswer(null, null, null, null, null, null, List.of());

	private static final ErrorReader ERRORS = new ErrorReader(null);

	// Errors may stand beside the object that the counters are wrapped in.
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static BulkAnswer read(JsonNode root) {
		JsonNode data = root.path("data");
		List<JsonNode> places = Stream.of(data.path("result"), root.path("result"), data, root)
			.filter(JsonNode::isObject)
			.toList();
		List<FieldError> errors = places.stream()
			.flatMap((place) -> place.path("errors").valueStream())
			.map(ERRORS::fieldError)
			.toList();
		BulkAnswer answer = new BulkAnswer(counter(places, "enrolled"), counter(places, "updated"),
				counter(places, "skipped"), counter(places, "suppressed"), counter(places, "alreadySuppressed"),
				counter(places, "total"), errors);
		if (errors.isEmpty() && answer.total == null && answer.outcomes().findAny().isEmpty()) {
			throw new NullPointerException("none of the documented counters is given");
		}
		return answer;
	}

	private static @Nullable Long counter(List<JsonNode> places, String name) {
		return places.stream()
			.map((place) -> place.path(name).asLongOpt())
			.filter(OptionalLong::isPresent)
			.findFirst()
			.map(OptionalLong::getAsLong)
			.orElse(null);
	}

	BulkAnswer plus(BulkAnswer other) {
		return new BulkAnswer(sum(this.enrolled, other.enrolled), sum(this.updated, other.updated),
				sum(this.skipped, other.skipped), sum(this.suppressed, other.suppressed),
				sum(this.alreadySuppressed, other.alreadySuppressed), sum(this.total, other.total), List.of());
	}

	private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
		return (a != null && b != null) ? Long.valueOf(a + b) : null;
	}

	// Whether the counters say what became of all entries.
	boolean accountsFor(int entries) {
		return outcomes().mapToLong(Long::longValue).sum() >= entries;
	}

	private Stream<Long> outcomes() {
		return Stream.of(this.enrolled, this.updated, this.skipped, this.suppressed, this.alreadySuppressed)
			.flatMap(Stream::ofNullable);
	}

}
