package co.leadterra.autoconfigure;

import java.util.List;

import co.leadterra.client.LeadterraClients;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Matches a bean method unless there is a bean of its type for the client without a name.
 */
class OnMissingClientBeanCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "A bean factory is needed");
		Class<?> type = ClassUtils.resolveClassName(((MethodMetadata) metadata).getReturnTypeName(),
				context.getClassLoader());
		ClientBeans beans = new ClientBeans(beanFactory, () -> ClientNames.in(context.getEnvironment()));
		List<String> found = beans.names(type, LeadterraClients.DEFAULT).toList();
		ConditionMessage.Builder message = ConditionMessage
			.forCondition("Missing %s for the client without a name".formatted(type.getSimpleName()));
		return found.isEmpty() ? ConditionOutcome.match(message.because("there is none"))
				: ConditionOutcome.noMatch(message.found("bean", "beans").items(found));
	}

}
