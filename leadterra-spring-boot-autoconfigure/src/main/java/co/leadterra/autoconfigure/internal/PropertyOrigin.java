package co.leadterra.autoconfigure.internal;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.Environment;

/**
 * Tells where the value of a property came from, without the value.
 */
public final class PropertyOrigin {

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
