package co.leadterra.autoconfigure.internal;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Tells where the value of a property came from, or is seen, without the value.
 */
public final class PropertyOrigin {

	private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^A-Za-z0-9]");

	private PropertyOrigin() {
	}

	/**
	 * Tells where the first of some properties that has a value was set.
	 * @param environment holds the properties
	 * @param names the properties
	 * @return a paragraph of its own, or nothing if none has a value
	 */
	public static String describe(Environment environment, String... names) {
		for (String name : names) {
			ConfigurationProperty property = find(environment, ConfigurationPropertyName.of(name));
			if (property != null) {
				Origin origin = property.getOrigin();
				return "%n%nIt came from %s%s.".formatted(name, (origin != null) ? ", set by " + origin : "");
			}
		}
		return "";
	}

	/**
	 * Writes a line that sets a property. Where a variable set the value, a property
	 * would not replace it.
	 * @param environment holds the property
	 * @param name the property
	 * @param value the value to set
	 * @return a line for where the value is set now
	 */
	public static String assign(Environment environment, String name, String value) {
		ConfigurationProperty property = find(environment, ConfigurationPropertyName.of(name));
		if (property != null && property.getOrigin() instanceof PropertySourceOrigin source
				&& source.getOrigin() instanceof SystemEnvironmentOrigin variable) {
			return "export %s=%s".formatted(variable.getProperty(), value);
		}
		return name + "=" + value;
	}

	/**
	 * Tells where a property that has no value is seen: a file of variables, or a tree of
	 * files, is read without being mapped to properties.
	 * @param environment holds what was read
	 * @param name the property
	 * @return a paragraph of its own, with the line that maps it, or nothing
	 */
	public static String seenUnmapped(Environment environment, String name) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			String wanted = canonical(name);
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof EnumerablePropertySource<?> enumerable) {
					for (String seen : enumerable.getPropertyNames()) {
						if (canonical(seen).equals(wanted)) {
							return "%n%nIt is seen as %s in %s, which is not mapped to %s. Map it by%n%n    %s=${%s}"
								.formatted(seen, source.getName(), name, name, seen);
						}
					}
				}
			}
		}
		return "";
	}

	private static String canonical(String name) {
		return NEITHER_LETTER_NOR_DIGIT.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
	}

	private static @Nullable ConfigurationProperty find(Environment environment, ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

}
