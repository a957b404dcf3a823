package co.leadterra.test;

import java.time.Duration;
import java.util.List;

import co.leadterra.client.LeadterraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeadterraErrors}.
 */
class LeadterraErrorsTests {

	static List<LeadterraException> all() {
		return List.of(LeadterraErrors.unauthorized(), LeadterraErrors.forbidden(), LeadterraErrors.notFound("code"),
				LeadterraErrors.conflict("code"), LeadterraErrors.invalidRequest("code"),
				LeadterraErrors.rateLimited(null), LeadterraErrors.serverError(503),
				LeadterraErrors.unexpectedResponse(), LeadterraErrors.notConnected(), LeadterraErrors.unanswered());
	}

	@ParameterizedTest
	@MethodSource("all")
	void isAboutOneAttemptOfACall(LeadterraException failure) {
		assertThat(failure).hasMessageStartingWith("GET /v1/sender-pools failed: ");
	}

	@Test
	void rateLimitHasItsTime() {
		assertThat(LeadterraErrors.rateLimited(Duration.ofSeconds(5)).getRetryAfter()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void refusalHasItsCode() {
		assertThat(LeadterraErrors.notFound("campaign_not_found").getCode()).isEqualTo("campaign_not_found");
	}

	@Test
	void callWithoutAConnectionHadNoEffect() {
		assertThat(LeadterraErrors.notConnected().mayHaveReachedLeadterra()).isFalse();
	}

	@Test
	void callWithoutAnAnswerMayHaveHadAnEffect() {
		assertThat(LeadterraErrors.unanswered().mayHaveReachedLeadterra()).isTrue();
	}

}
