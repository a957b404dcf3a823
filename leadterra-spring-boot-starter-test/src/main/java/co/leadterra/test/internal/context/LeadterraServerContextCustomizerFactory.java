package co.leadterra.test.internal.context;

import java.util.List;

import co.leadterra.test.AutoConfigureLeadterraServer;
import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Finds {@link AutoConfigureLeadterraServer} on a test class.
 */
class LeadterraServerContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		AutoConfigureLeadterraServer annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				AutoConfigureLeadterraServer.class);
		return (annotation != null) ? new LeadterraServerContextCustomizer(annotation.simulatedActivity()) : null;
	}

}
