package co.leadterra.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import co.leadterra.client.LeadterraClients;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The properties of each client: its own, and where it has none, those of all.
 */
class ClientPropertiesBinder {

	private static final String ALL = "leadterra";

	private final ApplicationContext context;

	private final Binder binder;

	private final Supplier<Set<String>> names;

	private final Map<String, LeadterraProperties> bound = new ConcurrentHashMap<>();

	ClientPropertiesBinder(ApplicationContext context) {
		this.context = context;
		this.binder = Binder.get(context.getEnvironment());
		this.names = SingletonSupplier.of(() -> ClientNames.in(context.getEnvironment()));
	}

	Environment environment() {
		return this.context.getEnvironment();
	}

	Set<String> names() {
		return this.names.get();
	}

	// There is a client without a name of its own if a key is given for it, or no other.
	boolean hasDefault() {
		return names().isEmpty() || names().contains(LeadterraClients.DEFAULT) || hasKey(ALL);
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
		return value(property) != null;
	}

	@Nullable String value(String property) {
		return this.binder.bind(property, String.class).orElse(null);
	}

	// An application context knows the protocols of its resources.
	@Nullable Resource resource(String property) {
		String location = value(property);
		return StringUtils.hasText(location) ? this.context.getResource(location) : null;
	}

	// Where the value of a property of a client comes from: its own, or that of all.
	String source(String client, String property) {
		String own = prefix(client) + "." + property;
		return isBound(own) ? own : ALL + "." + property;
	}

	// The properties as they were when they were first asked for.
	LeadterraProperties get(String client) {
		return names().contains(client) ? this.bound.computeIfAbsent(client, this::bind)
				: this.context.getBean(LeadterraProperties.class);
	}

	// Each property is looked for under the prefix of the client before that of all.
	private LeadterraProperties bind(String client) {
		ConfigurationPropertyName own = ConfigurationPropertyName.of(prefix(client));
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		Iterable<ConfigurationPropertySource> all = ConfigurationPropertySources.get(environment());
		all.forEach((source) -> sources.add((name) -> source.getConfigurationProperty(own.append(name.subName(1)))));
		all.forEach(sources::add);
		return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment())).bindOrCreate(ALL,
				Bindable.of(LeadterraProperties.class), new PositiveValues().apply(BindHandler.DEFAULT));
	}

	static String prefix(String client) {
		return ALL + ".clients." + client.toLowerCase(Locale.ROOT);
	}

}
