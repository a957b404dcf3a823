package co.leadterra.test.internal.context;

import java.util.List;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Lets the applications of tests use test keys only, unless the application or the test
 * sets {@code leadterra.allowed-modes}.
 */
class TestKeysContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return new TestKeysContextCustomizer();
	}

	/**
	 * Sets the property with the lowest precedence.
	 */
	private record TestKeysContextCustomizer() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("leadterraTestKeys", Map.of("leadterra.allowed-modes", "TEST")));
		}

	}

}
