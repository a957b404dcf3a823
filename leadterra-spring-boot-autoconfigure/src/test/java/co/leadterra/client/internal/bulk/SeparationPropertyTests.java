package co.leadterra.client.internal.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import co.leadterra.client.http.FieldError;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.RejectedLead;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Property tests for finding out which leads of a stream are refused.
 */
class SeparationPropertyTests {

	@Property
	void everyGoodLeadIsEnrolledAndEveryBadOneReportedOnce(@ForAll @IntRange(max = 60) int count,
			@ForAll @Size(max = 9) Set<@IntRange(max = 59) Integer> bad, @ForAll Naming naming,
			@ForAll @IntRange(min = 1, max = 70) int batchSize, @ForAll boolean tooLarge) {
		Set<String> badEmails = new HashSet<>(bad.stream().filter((i) -> i < count).map(this::email).toList());
		List<String> enrolled = new ArrayList<>();
		FakeLeadApi api = new FakeLeadApi();
		api.answers = (leads) -> Mono.fromSupplier(() -> {
			List<String> emails = leads.stream().map(Lead::email).toList();
			List<Integer> wrong = IntStream.range(0, emails.size())
				.filter((i) -> badEmails.contains(emails.get(i)))
				.boxed()
				.toList();
			if (!wrong.isEmpty()) {
				throw new Refusal(tooLarge ? 413 : 422, naming.errors(emails, wrong));
			}
			enrolled.addAll(emails);
			return FakeLeadApi.enrolled(emails.size());
		});
		List<RejectedLead> rejected = new ArrayList<>();
		EnrollmentProgress summary = api.client()
			.enroll("camp_1", Flux.range(0, count).map((i) -> Lead.of(email(i))),
					EnrollmentOptions.builder().batchSize(batchSize).build())
			.doOnNext((progress) -> rejected.addAll(progress.rejected()))
			.blockLast(Duration.ofSeconds(20));
		assertThat(rejected).extracting((lead) -> lead.lead().email()).containsExactlyInAnyOrderElementsOf(badEmails);
		assertThat(enrolled).containsExactlyInAnyOrderElementsOf(
				IntStream.range(0, count).mapToObj(this::email).filter((email) -> !badEmails.contains(email)).toList());
		assertThat(summary.failed()).isEqualTo(badEmails.size());
		assertThat(summary.accepted()).isEqualTo(count - badEmails.size());
		assertThat(summary.enrolled()).isEqualTo(count - badEmails.size());
		assertThat(summary.settled()).isEqualTo(count);
	}

	private String email(int i) {
		return "lead" + i + "@example.com";
	}

	/**
	 * How a server says which leads are wrong.
	 */
	enum Naming {

		BY_INDEX {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return wrong.stream().map((i) -> new FieldError(i, null, null, null, "invalid")).toList();
			}
		},

		BY_INDEX_FROM_ONE {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return wrong.stream().map((i) -> new FieldError(i + 1, null, null, null, "invalid")).toList();
			}
		},

		ONLY_THE_FIRST_BY_INDEX {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return BY_INDEX.errors(emails, wrong.subList(0, 1));
			}
		},

		ONLY_THE_LAST_BY_INDEX_FROM_ONE {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return BY_INDEX_FROM_ONE.errors(emails, wrong.subList(wrong.size() - 1, wrong.size()));
			}
		},

		BY_FIELD {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return wrong.stream()
					.map((i) -> new FieldError(null,
							List.of("leads[%s].email", "leads.%s.email", "/leads/%s", "leads[%s]")
								.get(i % 4)
								.formatted(i),
							null, null, "invalid"))
					.toList();
			}
		},

		BY_EMAIL {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return wrong.stream()
					.map((i) -> new FieldError(null, null, " " + emails.get(i).toUpperCase(Locale.ROOT), null, null))
					.toList();
			}
		},

		ONLY_THE_FIRST_BY_EMAIL {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return BY_EMAIL.errors(emails, wrong.subList(0, 1));
			}
		},

		BY_EMAIL_AND_INDEX {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return wrong.stream().map((i) -> new FieldError(i, null, emails.get(i), null, "invalid")).toList();
			}
		},

		BY_EMAIL_AND_INDEX_FROM_ONE {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return wrong.stream().map((i) -> new FieldError(i + 1, null, emails.get(i), null, "invalid")).toList();
			}
		},

		SOME_BY_EMAIL_AND_OTHERS_BY_INDEX {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return wrong.stream()
					.map((i) -> ((i % 2) == 0) ? new FieldError(i, null, null, null, "invalid")
							: new FieldError(null, null, emails.get(i), null, "invalid"))
					.toList();
			}
		},

		NOT_AT_ALL {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return List.of();
			}
		},

		IN_WORDS {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return wrong.stream()
					.map((i) -> new FieldError(null, "email", null, null, emails.get(i) + " is invalid"))
					.toList();
			}
		},

		WITH_NONSENSE {
			@Override
			List<FieldError> errors(List<String> emails, List<Integer> wrong) {
				return Stream
					.of(new FieldError(-1, null, null, null, null),
							new FieldError(emails.size(), null, null, null, null),
							new FieldError(null, "leads[999999999]", null, null, null),
							new FieldError(null, "leads[99999999999999]", null, null, null),
							new FieldError(0, null, "unknown@example.com", null, null),
							new FieldError(null, null, "", "", ""))
					.toList();
			}
		};

		abstract List<FieldError> errors(List<String> emails, List<Integer> wrong);

	}

}
