package co.leadterra.autoconfigure;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
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
 * Matches a bean method unless the application has a bean of the same type. One with a
 * {@link Qualifier} does not count: it is for the client of that name only.
 */
class OnMissingSharedBeanCondition extends SpringBootCondition implements ConfigurationCondition {

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
		String[] beans = Arrays.stream(beanFactory.getBeanNamesForType(type, true, false))
			.filter((name) -> !isQualified(beanFactory, name))
			.toArray(String[]::new);
		ConditionMessage.Builder message = ConditionMessage
			.forCondition("Missing %s without a qualifier".formatted(type.getSimpleName()));
		return (beans.length == 0) ? ConditionOutcome.match(message.because("there is none"))
				: ConditionOutcome.noMatch(message.found("bean", "beans").items((Object[]) beans));
	}

	private static boolean isQualified(ConfigurableListableBeanFactory beanFactory, String name) {
		BeanDefinition definition = beanFactory.containsBeanDefinition(name) ? beanFactory.getBeanDefinition(name)
				: null;
		return definition instanceof AnnotatedBeanDefinition annotated
				&& (isQualified(annotated.getFactoryMethodMetadata()) || isQualified(annotated.getMetadata()));
	}

	private static boolean isQualified(@Nullable AnnotatedTypeMetadata metadata) {
		return metadata != null && metadata.isAnnotated(Qualifier.class.getName());
	}

}
