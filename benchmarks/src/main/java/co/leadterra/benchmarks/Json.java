package co.leadterra.benchmarks;

import java.time.Instant;
import java.util.List;

/**
 * The records that somebody writes who calls Leadterra without its client.
 */
final class Json {

	private Json() {
	}

	record Pool(String id, String name, Integer dailyCapacity, Integer remainingVolume, List<String> senderAccountIds,
			Integer senderCount) {

	}

	record Reply(String id, String email, String campaignId, String classification, Instant receivedAt,
			String threadSnippet) {

	}

	record ReplyPage(List<Reply> replies, Pagination pagination) {

	}

	record Pagination(int total, int page, int perPage) {

	}

	record Lead(String email, String firstName, String lastName, String company, String jobTitle) {

		static Lead of(int number) {
			return new Lead("lead" + number + "@example.com", "Ada", "Lovelace", "Analytical Engines Ltd",
					"Head of Computing");
		}

	}

	record LeadBatch(List<Lead> leads) {

	}

	record EnrollmentResult(long enrolled, long updated, long skipped, long total) {

	}

}
