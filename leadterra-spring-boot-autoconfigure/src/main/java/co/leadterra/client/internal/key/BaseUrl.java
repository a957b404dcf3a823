package co.leadterra.client.internal.key;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;

import co.leadterra.client.http.ApiKey;

/**
 * Where Leadterra is: scheme, host, port and, behind a gateway, a path, without the
 * {@code /v1} that every call brings along. Only this origin is ever sent the key.
 *
 * @since 0.1.0
 */
public final class BaseUrl {

	/**
	 * The address of Leadterra itself.
	 */
	public static final URI LEADTERRA = URI.create("https://app.leadterra.co");

	private static final int MAX_PORT = 65_535;

	private final URI uri;

	private BaseUrl(URI uri) {
		this.uri = uri;
	}

	/**
	 * Reads an address. What is escaped in it stays as it is.
	 * @param address the address
	 * @return the address, to be checked
	 * @throws InvalidBaseUrlException if it is none
	 */
	public static URI parse(String address) {
		try {
			return URI.create(address.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidBaseUrlException(
					"The base URL '%s' has no valid host name or path".formatted(withoutSecrets(address)),
					"Write the whole address.", LEADTERRA.toString());
		}
	}

	/**
	 * Checks an address.
	 * @param uri the address, {@code https} unless its host is this machine or one of the
	 * insecure hosts
	 * @param insecureHosts names of hosts to which the key may travel over plain
	 * {@code http}
	 * @return the base URL
	 * @throws InvalidBaseUrlException if the address cannot be used
	 */
	public static BaseUrl of(URI uri, Collection<String> insecureHosts) {
		String host = uri.getHost();
		boolean http = "http".equalsIgnoreCase(uri.getScheme());
		boolean httpAllowed = http && host != null
				&& (isLoopback(host) || insecureHosts.stream().anyMatch(host::equalsIgnoreCase));
		if (!http && !"https".equalsIgnoreCase(uri.getScheme())) {
			throw invalid(uri, httpAllowed, "does not start with https://", "Write the whole address.");
		}
		if (host == null) {
			throw invalid(uri, httpAllowed, "has no valid host name", "Write the whole address.");
		}
		if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
			throw invalid(uri, httpAllowed, "has no valid port", "A port is a number from 1 to 65535.");
		}
		if (uri.getRawUserInfo() != null) {
			throw invalid(uri, httpAllowed, "carries a user name or password",
					"Remove it: Leadterra knows you by the API key alone.");
		}
		if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
			throw invalid(uri, httpAllowed, "has a query or a fragment", "Cut it off after the path.");
		}
		if (uri.getRawPath().matches(".*/v1/?")) {
			throw invalid(uri, httpAllowed, "ends in /v1, which every call adds", "Cut /v1 off.");
		}
		if (http && !httpAllowed) {
			throw invalid(uri, false, "would send the API key over the network unencrypted",
					"Use https, or, if plain http to this host is meant, name it in leadterra.insecure-hosts.");
		}
		return new BaseUrl(uri);
	}

	private static InvalidBaseUrlException invalid(URI uri, boolean keepHttp, String problem, String remedy) {
		String shown = withoutSecrets(uri.toString());
		boolean onlySchemeMissing = shown.matches("(?i)(?!https?:)[\\w.-]+(:\\d+)?(/.*)?");
		return new InvalidBaseUrlException("The base URL '%s' %s".formatted(shown, problem), remedy,
				suggestion(onlySchemeMissing ? URI.create("https://" + shown) : uri, keepHttp));
	}

	private static String withoutSecrets(String address) {
		return ApiKey.redactKeys(address.replaceFirst("[^/?#]*@", "****@"));
	}

	private static String suggestion(URI uri, boolean keepHttp) {
		if (uri.getHost() == null) {
			return LEADTERRA.toString();
		}
		String port = (uri.getPort() > 0 && uri.getPort() <= MAX_PORT) ? ":" + uri.getPort() : "";
		String path = uri.getRawPath().replaceFirst("(/+v1)+/*$", "");
		return (keepHttp ? "http" : "https") + "://" + uri.getHost() + port + path;
	}

	private static boolean isLoopback(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		return name.equals("localhost") || name.endsWith(".localhost") || name.matches("127(\\.\\d{1,3}){3}")
				|| name.equals("[::1]");
	}

	private static int port(URI uri) {
		if (uri.getPort() != -1) {
			return uri.getPort();
		}
		return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
	}

	/**
	 * Returns whether an address has the scheme, host and port of this one.
	 * @param uri the address of a request
	 * @return whether the key may be sent there
	 */
	public boolean isOriginOf(URI uri) {
		return this.uri.getScheme().equalsIgnoreCase(uri.getScheme())
				&& this.uri.getHost().equalsIgnoreCase(uri.getHost()) && port(this.uri) == port(uri);
	}

	/**
	 * Returns the address as text, without a slash at its end.
	 */
	@Override
	public String toString() {
		String text = this.uri.toString();
		return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
	}

}
