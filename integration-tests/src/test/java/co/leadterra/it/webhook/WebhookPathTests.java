package co.leadterra.it.webhook;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the path of the webhook endpoint. Each application is closed before the next
 * starts: the first reactive one to close stops the event loops of all.
 */
class WebhookPathTests {

	@ParameterizedTest
	@CsvSource({ "SERVLET, server.servlet.context-path=/app, /app/webhooks/leadterra",
			"SERVLET, spring.mvc.servlet.path=/app, /app/webhooks/leadterra",
			"SERVLET, leadterra.webhook.path=/hooks, /hooks",
			"REACTIVE, spring.webflux.base-path=/app, /app/webhooks/leadterra",
			"REACTIVE, leadterra.webhook.path=/hooks, /hooks" })
	void endpointMovesWithTheApplication(WebApplicationType type, String property, String path) {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class).web(type)
			.run("--server.port=0", "--leadterra.enabled=false", "--leadterra.webhook.secret=" + Delivery.SECRET,
					"--" + property)) {
			int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertThat(Delivery.reply("rpl_1").send(port, path).statusCode()).isEqualTo(204);
			assertThat(Delivery.reply("rpl_1").send(port, "/webhooks/leadterra").statusCode()).isEqualTo(404);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
