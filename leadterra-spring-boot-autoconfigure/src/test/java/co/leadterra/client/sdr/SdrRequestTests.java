package co.leadterra.client.sdr;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what the requests of {@link SdrClient} refuse.
 */
class SdrRequestTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 101 })
	void inboxLimitOutOfRangeIsRefused(int limit) {
		InboxQuery.Builder builder = InboxQuery.builder().limit(limit);
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("limit must be from 1 to 100");
	}

	@Test
	void inboxLimitOfOneIsAllowed() {
		assertThat(InboxQuery.builder().limit(1).build().limit()).isEqualTo(1);
	}

	@Test
	void negativeInboxOffsetIsRefused() {
		InboxQuery.Builder builder = InboxQuery.builder().offset(-1);
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("offset must not be negative");
	}

	@Test
	void missingInboxStatusesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InboxQuery(null, null, null, null, null, null, null))
			.withMessage("statuses must not be null");
	}

	@Test
	void nullInboxStatusIsRefused() {
		List<ThreadStatus> statuses = Arrays.asList((ThreadStatus) null);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InboxQuery(statuses, null, null, null, null, null, null))
			.withMessage("statuses must not contain null");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 201 })
	void followUpLimitOutOfRangeIsRefused(int limit) {
		assertThatIllegalArgumentException().isThrownBy(() -> new FollowUpQuery(limit, null))
			.withMessage("limit must be from 1 to 200");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void draftRequestWithABlankThreadIdIsRefused(String threadId) {
		assertThatIllegalArgumentException().isThrownBy(() -> DraftRequest.of(threadId))
			.withMessage("threadId must not be blank");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 4 })
	void variantCountOutOfRangeIsRefused(int variantCount) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DraftRequest("t_1", null, variantCount))
			.withMessage("variantCount must be from 1 to 3");
	}

	@Test
	void copyAddressWithACharacterThatCannotBeSeenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DraftEdits.cc("ann@example.com\u200B"))
			.withMessageStartingWith("additionalCc[0] ")
			.withMessageEndingWith("U+200B at index 15");
	}

	@Test
	void nullCopyAddressIsRefused() {
		List<String> additionalCc = Arrays.asList((String) null);
		assertThatIllegalArgumentException().isThrownBy(() -> new DraftEdits(null, null, additionalCc))
			.withMessage("additionalCc[0] must not be blank");
	}

}
