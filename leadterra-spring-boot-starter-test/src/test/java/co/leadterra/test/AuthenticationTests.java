package co.leadterra.test;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the keys of a {@link LeadterraServer}.
 */
class AuthenticationTests extends AbstractServerTests {

	@Test
	void initialKeyIsATestKey() {
		assertThat(server.apiKey()).startsWith("sk_test_");
	}

	@Test
	void initialKeyIsAccepted() throws IOException {
		assertThat(http.get("/v1/sender-pools").status()).isEqualTo(200);
	}

	@Test
	void noHeaderIsRefused() throws IOException {
		assertRefused(http.send("GET", "/v1/sender-pools", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer", "Bearer ", "Basic sk_test_example_0123456789", "sk_test_example_0123456789",
			"Bearer sk_test_example_012345678", "Bearer sk_test_other", "Bearer  sk_test_example_0123456789" })
	void malformedHeaderOrUnknownKeyIsRefused(String authorization) throws IOException {
		assertRefused(http.send("GET", "/v1/sender-pools", null, authorization));
	}

	@Test
	void twoHeadersAreRefused() throws IOException {
		String valid = "Bearer " + server.apiKey();
		assertRefused(http.send("GET", "/v1/sender-pools", null, valid, valid));
	}

	@Test
	void everyPathNeedsAKey() throws IOException {
		assertRefused(http.send("GET", "/v1/unknown", null));
	}

	@Test
	void refusedCallHasNoEffect() throws IOException {
		http.send("POST", "/v1/campaigns", "{\"name\":\"Spring\"}", "Bearer sk_test_other");
		assertThat(server.workspace().campaigns()).isEmpty();
	}

	@Test
	void revokedKeyIsRefused() throws IOException {
		server.revokeKey(server.apiKey());
		assertRefused(http.get("/v1/sender-pools"));
	}

	@Test
	void issuedKeysAreAcceptedAndDiffer() throws IOException {
		String first = server.issueKey();
		String second = server.issueKey();
		assertThat(first).startsWith("sk_test_").isNotEqualTo(second);
		assertThat(http.getWithKey("/v1/sender-pools", second).status()).isEqualTo(200);
	}

	@Test
	void givenKeyIsAccepted() throws IOException {
		server.issueKey("sk_live_fake");
		assertThat(http.getWithKey("/v1/sender-pools", "sk_live_fake").status()).isEqualTo(200);
	}

	@Test
	void revokedKeyCanBeIssuedAgain() throws IOException {
		server.revokeKey(server.apiKey());
		server.issueKey(server.apiKey());
		assertThat(http.get("/v1/sender-pools").status()).isEqualTo(200);
	}

	@Test
	void restrictedKeyIsForbiddenAllByDefault() throws IOException {
		server.restrictKey(server.apiKey());
		assertThat(http.get("/v1/sender-pools").status()).isEqualTo(403);
	}

	@Test
	void restrictedKeyMayDoWhatIsNamed() throws IOException {
		String campaign = server.workspace().addCampaign(Map.of());
		server.restrictKey(server.apiKey(), "POST /v1/campaigns/{id}/pause");
		assertThat(http.post("/v1/campaigns/" + campaign + "/pause").status()).isEqualTo(200);
		assertThat(http.get("/v1/sender-pools").status()).isEqualTo(403);
	}

	@Test
	void keyRestrictedToReadingMayOnlyGet() throws IOException {
		server.restrictKeyToReading(server.apiKey());
		assertThat(http.get("/v1/sender-pools").status()).isEqualTo(200);
		assertThat(http.post("/v1/campaigns", "{'name':'Spring'}").status()).isEqualTo(403);
		assertThat(server.workspace().campaigns()).isEmpty();
	}

	@Test
	void unknownKeyCannotBeRevokedRestrictedOrLinked() {
		assertThatIllegalArgumentException().isThrownBy(() -> server.revokeKey("sk_test_other"))
			.withMessageNotContaining("sk_test_other");
		assertThatIllegalArgumentException().isThrownBy(() -> server.restrictKey("sk_test_other"));
		assertThatIllegalArgumentException().isThrownBy(() -> server.linkKey("sk_test_other", "sdr_1"));
	}

	@Test
	void errorsDoNotShowTheKey() throws IOException {
		String authorization = "Bearer sk_test_example_wrong_key";
		for (ErrorShape shape : ErrorShape.values()) {
			server.respondWith(shape);
			assertThat(http.send("GET", "/v1/sender-pools", null, authorization).body()).doesNotContain("wrong_key");
		}
	}

	@Test
	void errorsShowTheAuthorizationOnDemand() throws IOException {
		server.echoAuthorization();
		for (ErrorShape shape : ErrorShape.values()) {
			server.respondWith(shape);
			String body = http.send("GET", "/v1/sender-pools", null, "Bearer sk_test_example_wrong_key").body();
			if (shape != ErrorShape.EMPTY) {
				assertThat(body).as(shape.name()).contains("Bearer sk_test_example_wrong_key");
			}
		}
	}

	@Test
	void faultsShowTheAuthorizationOnDemand() throws IOException {
		server.echoAuthorization();
		server.inject(Fault.status(500));
		assertThat(http.get("/v1/sender-pools").body()).contains(server.apiKey());
	}

	private static void assertRefused(TestHttp.Reply reply) {
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.errorCode()).isEqualTo("authentication_failed");
	}

}
