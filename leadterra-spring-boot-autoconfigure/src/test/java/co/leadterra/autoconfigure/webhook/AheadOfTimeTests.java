package co.leadterra.autoconfigure.webhook;

import java.util.function.Consumer;

import co.leadterra.webhook.WebhookSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that was processed ahead of time, without a webhook secret.
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests {

	@Test
	void secretCanBeGivenWhenTheApplicationRuns() {
		run((context) -> assertThat(handler(context)).isNotNull(), "leadterra.webhook.secret=sk_test_example");
	}

	@Test
	void applicationStartsWithoutASecret() {
		run((context) -> {
			assertThat(handler(context)).isNull();
			assertThat(context.getBeanProvider(WebhookSignature.class).getIfAvailable()).isNull();
		});
	}

	private static @Nullable Object handler(GenericApplicationContext context) {
		return context.getBean(ServletWebhookMapping.class).getHandlerMap().get("/webhooks/leadterra");
	}

	@SuppressWarnings("unchecked")
	private static void run(Consumer<GenericApplicationContext> assertions, String... properties) {
		AnnotationConfigServletWebApplicationContext built = new AnnotationConfigServletWebApplicationContext();
		built.register(LeadterraWebhookAutoConfiguration.class, LeadterraWebhookSecurityAutoConfiguration.class);
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(built, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			try (GenericWebApplicationContext context = new GenericWebApplicationContext(new MockServletContext())) {
				TestPropertyValues.of(properties).applyTo(context);
				compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()).initialize(context);
				context.refresh();
				assertions.accept(context);
			}
		});
	}

}
