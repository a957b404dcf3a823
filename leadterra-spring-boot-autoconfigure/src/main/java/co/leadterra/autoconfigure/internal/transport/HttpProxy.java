package co.leadterra.autoconfigure.internal.transport;

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
public record HttpProxy(String host, int port, @Nullable String username, String password) {

	/**
	 * Reads the address of a proxy.
	 * @param address the address, of the form {@code http://user:password@host:port}
	 * @return the proxy
	 * @throws IllegalArgumentException if the address is none; it does not show it
	 */
	public static HttpProxy of(String address) {
		URI uri = parse(address.strip());
		if (uri == null || !"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() == -1) {
			throw new IllegalArgumentException("The address of the proxy is not of the form http://host:port");
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

	private static @Nullable URI parse(String address) {
		try {
			return URI.create(address);
		}
		catch (IllegalArgumentException ex) {
			return null;
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
