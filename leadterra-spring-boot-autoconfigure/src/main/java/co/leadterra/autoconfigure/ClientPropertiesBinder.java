package co.leadterra.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import co.leadterra.client.LeadterraClients;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Binds the properties of each client: those of all clients first, those of its own over
 * them.
 */
class ClientPropertiesBinder {

	private static final String ALL = "leadterra";

	private static final String NAMED = ALL + ".clients";

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

	private static final Set<String> FIRST_WORDS = Arrays.stream(LeadterraClientProperties.class.getMethods())
		.map((method) -> method.getName().replaceFirst("^(?:get|is)([A-Z][a-z]*).*", "$1").toLowerCase(Locale.ROOT))
		.collect(Collectors.toUnmodifiableSet());

	private final Environment environment;

	private final Binder binder;

	private final Supplier<Set<String>> names = SingletonSupplier.of(this::readNames);

	private final Map<String, LeadterraClientProperties> bound = new ConcurrentHashMap<>();

	ClientPropertiesBinder(Environment environment) {
		this(environment, (editors) -> {
		});
	}

	// The editors of an application context know the protocols of its resources.
	ClientPropertiesBinder(Environment environment, Consumer<PropertyEditorRegistry> editors) {
		this.environment = environment;
		this.binder = new Binder(ConfigurationPropertySources.get(environment),
				new PropertySourcesPlaceholdersResolver(environment), null, editors);
	}

	Environment environment() {
		return this.environment;
	}

	/**
	 * Returns the names under {@code leadterra.clients}. An environment variable has
	 * neither case nor dashes: names that differ in these alone are the same, and one
	 * that is but the beginning of another with a dash is none.
	 * @return the names, in alphabetical order
	 */
	Set<String> names() {
		return this.names.get();
	}

	private Set<String> readNames() {
		Map<String, Object> clients = clients();
		Map<String, String> names = new TreeMap<>();
		clients.forEach((name, properties) -> {
			boolean hasProperties = properties instanceof Map;
			if (!NAME.matcher(name).matches() || !hasProperties) {
				throw FailedStart.invalidClientName(name, hasProperties);
			}
			checkKeys(name, (Map<?, ?>) properties, clients.keySet());
			if (!isBeginning(name, (Map<?, ?>) properties, clients.keySet())) {
				names.merge(name.replace("-", "").toLowerCase(Locale.ROOT), name,
						(one, other) -> (other.length() > one.length()) ? other : one);
			}
		});
		return Collections.unmodifiableSet(new TreeSet<>(names.values()));
	}

	// In LEADTERRA_CLIENTS_ACME_CORP_API_KEY nothing tells where the name ends, unless it
	// is known from elsewhere: the client would be acme, and use the key of all.
	private static void checkKeys(String name, Map<?, ?> properties, Set<String> names) {
		properties.forEach((key, value) -> {
			String beginning = name + "-" + key;
			if (value instanceof Map && !FIRST_WORDS.contains(key.toString().replaceFirst("[^A-Za-z].*", ""))
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

	private Map<String, Object> clients() {
		return this.binder.bind(NAMED, Bindable.mapOf(String.class, Object.class)).orElse(Collections.emptyMap());
	}

	// There is a client without a name of its own if a key is given for it, or no other.
	boolean hasDefault() {
		Collection<String> names = names();
		return names.isEmpty() || names.contains(LeadterraClients.DEFAULT) || hasKey(ALL);
	}

	boolean hasOwnKey(String client) {
		return names().contains(client) && hasKey(prefix(client));
	}

	// Where the properties that give the key of a client are, or should be.
	String keyPrefix(String client) {
		boolean named = !client.equals(LeadterraClients.DEFAULT);
		return (hasOwnKey(client) || (named && !hasKey(ALL))) ? prefix(client) : ALL;
	}

	private boolean hasKey(String prefix) {
		return isBound(prefix + ".api-key") || isBound(prefix + ".api-key-location");
	}

	private boolean isBound(String property) {
		return value(property, String.class) != null;
	}

	<T> @Nullable T value(String property, Class<T> type) {
		return this.binder.bind(property, type).orElse(null);
	}

	// Where the value of a property of a client comes from: its own, or that of all.
	String source(String client, String property) {
		String own = prefix(client) + "." + property;
		return isBound(own) ? own : ALL + "." + property;
	}

	// The properties as they were when they were first asked for.
	LeadterraClientProperties get(String client) {
		return this.bound.computeIfAbsent(client, this::bind);
	}

	LeadterraClientProperties bind(String client) {
		LeadterraClientProperties properties = new LeadterraClientProperties();
		Bindable<LeadterraClientProperties> target = Bindable.ofInstance(properties);
		this.binder.bind(ALL, target);
		if (names().contains(client)) {
			this.binder.bind(prefix(client), target);
		}
		return properties;
	}

	static String prefix(String client) {
		return NAMED + "." + client.toLowerCase(Locale.ROOT);
	}

}
