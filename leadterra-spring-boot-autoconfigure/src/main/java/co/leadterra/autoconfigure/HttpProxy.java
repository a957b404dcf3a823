package co.leadterra.autoconfigure;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * The proxy of {@code leadterra.http.proxy}.
 *
 * @param host the name of the host
 * @param port the port
 * @param username the user name, decoded, or {@code null}
 * @param password the password, decoded
 */
record HttpProxy(String host, int port, @Nullable String username, String password) {

	static HttpProxy of(String address) {
		URI uri = parse(address.strip());
		if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() == -1) {
			throw new InvalidProxyException();
		}
		String userInfo = uri.getRawUserInfo();
		if (userInfo == null) {
			return new HttpProxy(uri.getHost(), uri.getPort(), null, "");
		}
		int colon = userInfo.indexOf(':');
		String username = (colon != -1) ? userInfo.substring(0, colon) : userInfo;
		String password = (colon != -1) ? userInfo.substring(colon + 1) : "";
		return new HttpProxy(uri.getHost(), uri.getPort(), decode(username), decode(password));
	}

	private static String decode(String text) {
		return UriUtils.decode(text, StandardCharsets.UTF_8);
	}

	private static URI parse(String address) {
		try {
			return URI.create(address);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidProxyException();
		}
	}

	/**
	 * Returns the address without user name and password.
	 */
	@Override
	public String toString() {
		return "http://" + this.host + ":" + this.port;
	}

}
