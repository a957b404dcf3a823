package co.leadterra.autoconfigure;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The names under {@code leadterra.clients}. An environment variable has neither case nor
 * dashes: names that differ in these alone are the same, and one that is but the
 * beginning of another with a dash is none.
 */
final class ClientNames {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

	private ClientNames() {
	}

	/**
	 * Reads the names.
	 * @param environment holds the properties
	 * @return the names, in alphabetical order
	 */
	static Set<String> in(Environment environment) {
		Map<String, Object> clients = Binder.get(environment)
			.bind("leadterra.clients", Bindable.mapOf(String.class, Object.class))
			.orElse(Collections.emptyMap());
		Map<String, String> names = new TreeMap<>();
		clients.forEach((name, properties) -> {
			if (!(properties instanceof Map<?, ?> own) || !NAME.matcher(name).matches()) {
				throw FailedStart.invalidClientName(name, properties instanceof Map);
			}
			checkKeys(name, own, clients.keySet());
			if (!isBeginning(name, own, clients.keySet())) {
				names.merge(name.replace("-", "").toLowerCase(Locale.ROOT), name,
						(one, other) -> (other.length() > one.length()) ? other : one);
			}
		});
		return Collections.unmodifiableSet(new TreeSet<>(names.values()));
	}

	// In LEADTERRA_CLIENTS_ACME_CORP_API_KEY nothing tells where the name ends, unless it
	// is known from elsewhere: the client would be acme, and use the key of all.
	private static void checkKeys(String name, Map<?, ?> properties, Set<String> names) {
		Set<String> firstWords = Arrays.stream(LeadterraProperties.class.getRecordComponents())
			.map((component) -> component.getName().replaceFirst("[A-Z].*", ""))
			.collect(Collectors.toUnmodifiableSet());
		properties.forEach((key, value) -> {
			String beginning = name + "-" + key;
			if (value instanceof Map && !firstWords.contains(key.toString().replaceFirst("[^A-Za-z].*", ""))
					&& names.stream().noneMatch((other) -> other.startsWith(beginning))) {
				throw FailedStart.unknownClientProperty(name, key.toString());
			}
		});
	}

	private static boolean isBeginning(String name, Map<?, ?> properties, Set<String> names) {
		return properties.keySet()
			.stream()
			.map((property) -> name + "-" + property)
			.allMatch((beginning) -> names.stream().anyMatch((other) -> other.startsWith(beginning)));
	}

}
