package co.leadterra.client.internal.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import co.leadterra.client.http.FieldError;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.Lead;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;

/**
 * Keeps the calls that enrol leads, and answers them.
 */
final class FakeLeadApi implements LeadApi {

	final List<List<Lead>> calls = Collections.synchronizedList(new ArrayList<>());

	final List<List<Lead>> callsToMakeOnce = Collections.synchronizedList(new ArrayList<>());

	Function<List<Lead>, Mono<BulkAnswer>> answers = (leads) -> Mono.just(enrolled(leads.size()));

	static BulkAnswer enrolled(long enrolled) {
		return answer(enrolled, 0L, 0L);
	}

	static BulkAnswer answer(@Nullable Long enrolled, @Nullable Long updated, @Nullable Long skipped) {
		return answer(enrolled, updated, skipped, List.of());
	}

	static BulkAnswer answer(@Nullable Long enrolled, @Nullable Long updated, @Nullable Long skipped,
			List<FieldError> errors) {
		Map<String, Long> counters = new HashMap<>();
		counters.put("enrolled", enrolled);
		counters.put("updated", updated);
		counters.put("skipped", skipped);
		counters.values().removeIf(Objects::isNull);
		return new BulkAnswer(counters, errors);
	}

	BulkLeadClient client() {
		return new BulkLeadClient(this, EnrollmentOptions.defaults());
	}

	@Override
	public Mono<ResponseEntity<BulkAnswer>> enroll(String campaignId, List<Lead> leads) {
		return Mono.defer(() -> {
			this.calls.add(List.copyOf(leads));
			return this.answers.apply(leads).map(ResponseEntity::ok).defaultIfEmpty(ResponseEntity.noContent().build());
		});
	}

	@Override
	public Mono<ResponseEntity<BulkAnswer>> enrollOnce(String campaignId, List<Lead> leads) {
		return Mono.defer(() -> {
			this.callsToMakeOnce.add(List.copyOf(leads));
			return enroll(campaignId, leads);
		});
	}

}
