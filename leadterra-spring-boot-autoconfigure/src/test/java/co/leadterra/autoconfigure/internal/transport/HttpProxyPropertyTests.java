package co.leadterra.autoconfigure.internal.transport;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link HttpProxy}.
 */
class HttpProxyPropertyTests {

	@Property
	void credentialsAreReadAndNotShown(@ForAll @StringLength(min = 1) String username,
			@ForAll @StringLength(min = 20) String password) {
		HttpProxy proxy = HttpProxy.of("http://" + encode(username) + ":" + encode(password) + "@proxy.example:3128");
		assertThat(proxy.username()).isEqualTo(wellFormed(username));
		assertThat(proxy.password()).isEqualTo(wellFormed(password));
		assertThat(proxy).hasToString("http://proxy.example:3128");
	}

	@Property
	void anyOtherTextIsRefusedWithoutShowingIt(@ForAll String text) {
		try {
			HttpProxy.of(text);
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasNoCause().hasMessage("The address of the proxy is not of the form http://host:port");
		}
	}

	private static String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	private static String wellFormed(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

}
