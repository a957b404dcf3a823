package co.leadterra.client.internal.key;

import java.net.URI;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link BaseUrl}.
 */
class BaseUrlPropertyTests {

	@Property
	void isOriginOnlyOfTheSameSchemeHostAndPort(@ForAll("origins") Origin base, @ForAll("origins") Origin other) {
		BaseUrl baseUrl = BaseUrl.of(base.toUri(), Set.of(base.host()));
		assertThat(baseUrl.isOriginOf(other.toUri())).isEqualTo(base.sameAs(other));
	}

	@Provide
	Arbitrary<Origin> origins() {
		Arbitrary<String> schemes = Arbitraries.of("http", "https");
		Arbitrary<String> hosts = Arbitraries.of("app.leadterra.co", "APP.leadterra.co", "leadterra.co", "localhost",
				"app.leadterra.co.evil.example", "127.0.0.1", "[::1]", "a");
		Arbitrary<Integer> ports = Arbitraries.of(-1, 80, 443, 8443);
		return Combinators.combine(schemes, hosts, ports).as(Origin::new);
	}

	record Origin(String scheme, String host, int port) {

		URI toUri() {
			return URI.create(this.scheme + "://" + this.host + ((this.port != -1) ? ":" + this.port : ""));
		}

		boolean sameAs(Origin other) {
			return this.scheme.equals(other.scheme) && this.host.equalsIgnoreCase(other.host)
					&& effectivePort() == other.effectivePort();
		}

		private int effectivePort() {
			if (this.port != -1) {
				return this.port;
			}
			return this.scheme.equals("https") ? 443 : 80;
		}

	}

}
