package co.leadterra.test;

import java.time.Duration;
import java.util.List;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.sdr.Guardrails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link LeadterraErrors}.
 */
class LeadterraErrorsTests {

	static List<LeadterraException> all() {
		return List.of(LeadterraErrors.authenticationFailed(), LeadterraErrors.permissionDenied(),
				LeadterraErrors.notFound("code"), LeadterraErrors.conflict(), LeadterraErrors.invalidRequest("code"),
				LeadterraErrors.invalidEmails("ada"), LeadterraErrors.icpFailed(), LeadterraErrors.draftBlocked("link"),
				LeadterraErrors.rateLimited(), LeadterraErrors.serverError(503), LeadterraErrors.unexpectedResponse(),
				LeadterraErrors.notConnected(), LeadterraErrors.unanswered());
	}

	@ParameterizedTest
	@MethodSource("all")
	void isAboutOneAttemptOfACall(LeadterraException failure) {
		assertThat(failure).hasMessageStartingWith("GET /v1/sender-pools failed: ");
	}

	@Test
	void isWhatARealCallEndsWith() {
		try (LeadterraServer server = LeadterraServer.start()) {
			LeadterraClient client = LeadterraClient.builder()
				.apiKey(server.apiKey())
				.baseUrl(server.baseUrl())
				.retries(RetrySettings.none())
				.build();
			server.revokeKey(server.apiKey());
			LeadterraException expected = LeadterraErrors.authenticationFailed();
			assertThatExceptionOfType(LeadterraAuthenticationException.class)
				.isThrownBy(() -> client.senderPools().list().blockLast(Duration.ofSeconds(10)))
				.withMessage(expected.getMessage())
				.extracting("code", "status")
				.containsExactly(expected.getCode(), expected.getStatus());
		}
	}

	@Test
	void rateLimitHasItsTime() {
		assertThat(LeadterraErrors.rateLimited(Duration.ofSeconds(5)).getRetryAfter()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void rateLimitMayHaveNoTime() {
		assertThat(LeadterraErrors.rateLimited().getRetryAfter()).isNull();
	}

	@Test
	void invalidEmailsAreNamed() {
		assertThat(LeadterraErrors.invalidEmails("ada", "grace").getFieldErrors())
			.extracting(FieldError::index, FieldError::email)
			.containsExactly(tuple(0, "ada"), tuple(1, "grace"));
	}

	@Test
	void handOffToldThatTheContactDoesNotFit() {
		assertThat(LeadterraErrors.icpFailed().isIcpFailed()).isTrue();
	}

	@Test
	void blockedDraftHasItsIssues() {
		Guardrails guardrails = LeadterraErrors.draftBlocked("too long").getGuardrails();
		assertThat(guardrails.blocked()).isTrue();
		assertThat(guardrails.issues()).containsExactly("too long");
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
