package co.leadterra.client.internal.key;

import java.net.URI;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BaseUrl}.
 */
class BaseUrlTests {

	@ParameterizedTest
	@CsvSource({ "https://app.leadterra.co, https://app.leadterra.co",
			"https://app.leadterra.co/, https://app.leadterra.co", "HTTPS://App.Leadterra.co, HTTPS://App.Leadterra.co",
			"https://app.leadterra.co:8443, https://app.leadterra.co:8443",
			"https://gateway.example/leadterra/, https://gateway.example/leadterra",
			"https://gateway.example/v1beta, https://gateway.example/v1beta", "https://10.0.0.1, https://10.0.0.1",
			"https://[2001:db8::1]:8443, https://[2001:db8::1]:8443" })
	void acceptsHttps(String text, String shown) {
		assertThat(baseUrl(text)).hasToString(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost", "http://LOCALHOST:8080", "http://leadterra.localhost",
			"http://127.0.0.1:8080", "http://127.255.255.254", "http://[::1]:8080/stub" })
	void acceptsHttpOnThisMachine(String text) {
		assertThat(baseUrl(text)).hasToString(text);
	}

	@Test
	void acceptsHttpToAHostThatIsNamed() {
		assertThat(BaseUrl.of(URI.create("http://Proxy.internal:8080"), Set.of("proxy.internal")))
			.hasToString("http://Proxy.internal:8080");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://app.leadterra.co", "http://localhost.evil.example", "http://notlocalhost",
			"http://127.0.0.1.evil.example", "http://128.0.0.1", "http://10.0.0.1", "http://[::2]",
			"http://other.internal" })
	void refusesHttpToOtherHosts(String text) {
		assertThatExceptionOfType(InvalidBaseUrlException.class)
			.isThrownBy(() -> BaseUrl.of(URI.create(text), List.of("proxy.internal")))
			.withMessage("The base URL '%s' would send the API key over the network unencrypted".formatted(text))
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains("https", "leadterra.insecure-hosts"))
			.satisfies((ex) -> assertThat(ex.getSuggestion()).isEqualTo(text.replace("http:", "https:")));
	}

	@ParameterizedTest
	@CsvSource({ "app.leadterra.co, https://app.leadterra.co", "app.leadterra.co/, https://app.leadterra.co/",
			"app.leadterra.co:8443, https://app.leadterra.co:8443", "//app.leadterra.co, https://app.leadterra.co",
			"ftp://app.leadterra.co, https://app.leadterra.co", "mailto:someone, https://app.leadterra.co",
			"'', https://app.leadterra.co" })
	void refusesOtherSchemes(String text, String suggestion) {
		assertRefused(text, "does not start with https://", "Write the whole address", suggestion);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https:///v1", "https://my_host", "https://-", "https:app.leadterra.co", "https:8443" })
	void refusesAnAddressWithoutAHostName(String text) {
		assertRefused(text, "has no valid host name", "Write the whole address", "https://app.leadterra.co");
	}

	@Test
	void refusesAUserNameWithoutShowingIt() {
		assertThatExceptionOfType(InvalidBaseUrlException.class)
			.isThrownBy(() -> baseUrl("https://user:secret@app.leadterra.co/x"))
			.withMessage("The base URL 'https://****@app.leadterra.co/x' carries a user name or password")
			.satisfies((ex) -> assertThat(ex.getRemedy()).startsWith("Remove it"))
			.satisfies((ex) -> assertThat(ex.getSuggestion()).isEqualTo("https://app.leadterra.co/x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://user:secret@app.leadterra.co", "user:secret@app.leadterra.co",
			"https:user:secret@app.leadterra.co", "https://app.leadterra.co?login=user:secret@other.example",
			"//user:secret@app.leadterra.co" })
	void neverShowsAPassword(String text) {
		assertThatExceptionOfType(InvalidBaseUrlException.class).isThrownBy(() -> baseUrl(text))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.getSuggestion()).doesNotContain("secret"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://app.leadterra.co?a=b", "https://app.leadterra.co#top", "https://app.leadterra.co?" })
	void refusesAQueryAndAFragment(String text) {
		assertRefused(text, "'%s' has a query or a fragment".formatted(text), "Cut it off after the path",
				"https://app.leadterra.co");
	}

	@ParameterizedTest
	@CsvSource({ "https://app.leadterra.co/v1, https://app.leadterra.co",
			"https://app.leadterra.co/v1/, https://app.leadterra.co",
			"https://gateway.example/leadterra/v1, https://gateway.example/leadterra",
			"https://app.leadterra.co/v1/v1, https://app.leadterra.co" })
	void refusesTheVersionThatEveryCallBringsAlong(String text, String suggestion) {
		assertRefused(text, "ends in /v1, which every call adds", "Cut /v1 off", suggestion);
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.leadterra.co/v1", "my_host/api", "https://user@app.leadterra.co/v1?a=b",
			"http://app.leadterra.co/v1", "http://user:secret@app.leadterra.co", "http://app.leadterra.co?a=b#c",
			"https://app.leadterra.co?next=https://user@other.example/v1", "http://localhost:8080/v1",
			"http://[2001:db8::1]:8080/v1/", "localhost:8080/v1" })
	void suggestsAnAddressThatIsAccepted(String text) {
		assertThatExceptionOfType(InvalidBaseUrlException.class).isThrownBy(() -> baseUrl(text))
			.satisfies((ex) -> assertThat(baseUrl(ex.getSuggestion())).isNotNull());
	}

	@Test
	void suggestionKeepsPlainHttpOnThisMachine() {
		assertRefused("http://localhost:8080/v1", "ends in /v1", "Cut /v1 off", "http://localhost:8080");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://app.leadterra.co", "https://app.leadterra.co/v1/campaigns?x=y#z",
			"https://app.leadterra.co:443/v1", "HTTPS://APP.LEADTERRA.CO/" })
	void isOriginOfItsOwnAddresses(String text) {
		assertThat(baseUrl("https://app.leadterra.co").isOriginOf(URI.create(text))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://app.leadterra.co", "http://app.leadterra.co:443", "https://app.leadterra.co:80",
			"https://app.leadterra.co:8443", "https://leadterra.co", "https://evil.example",
			"https://app.leadterra.co@evil.example/", "https://app.leadterra.co:443@evil.example/",
			"https://app.leadterra.co.evil.example", "https://evil-app.leadterra.co", "https://app.leadterra.co.",
			"wss://app.leadterra.co", "//app.leadterra.co", "/v1/campaigns", "", "https:app.leadterra.co",
			"https://app_leadterra.co", "https://%61pp.leadterra.co" })
	void isNotOriginOfAnyOther(String text) {
		assertThat(baseUrl("https://app.leadterra.co").isOriginOf(URI.create(text))).isFalse();
	}

	@Test
	void defaultPortOfHttpIsEighty() {
		assertThat(baseUrl("http://localhost").isOriginOf(URI.create("http://localhost:80/x"))).isTrue();
		assertThat(baseUrl("http://localhost:80").isOriginOf(URI.create("http://localhost/x"))).isTrue();
	}

	@Test
	void isOriginOfAnIpv6Address() {
		BaseUrl baseUrl = baseUrl("https://[2001:db8::1]:8443");
		assertThat(baseUrl.isOriginOf(URI.create("https://[2001:DB8::1]:8443/x"))).isTrue();
		assertThat(baseUrl.isOriginOf(URI.create("https://[2001:db8::2]:8443/x"))).isFalse();
	}

	private static BaseUrl baseUrl(String text) {
		return BaseUrl.of(URI.create(text), Set.of());
	}

	@Test
	void neverShowsAKeyThatIsTakenForAnAddress() {
		assertThatExceptionOfType(InvalidBaseUrlException.class)
			.isThrownBy(() -> BaseUrl.of(URI.create("sk_test_example_0123456789"), List.of()))
			.withMessage("The base URL 'sk_test_****6789' does not start with https://")
			.satisfies((ex) -> assertThat(ex.getSuggestion()).isEqualTo("https://app.leadterra.co"));
	}

	private static void assertRefused(String text, String problem, String remedy, String suggestion) {
		assertThatExceptionOfType(InvalidBaseUrlException.class).isThrownBy(() -> baseUrl(text))
			.withMessageStartingWith("The base URL '")
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.getRemedy()).contains(remedy))
			.satisfies((ex) -> assertThat(ex.getSuggestion()).isEqualTo(suggestion));
	}

}
