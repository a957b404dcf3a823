package co.leadterra.it.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import co.leadterra.webhook.ReplyReceived;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.util.FileCopyUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint among much that an application may have: routes for every path,
 * API versions, a management port, and filters that know nothing of asynchronous
 * requests.
 */
class WebhookCrowdTests {

	private static final Map<WebApplicationType, ConfigurableApplicationContext> applications = new EnumMap<>(
			WebApplicationType.class);

	// of the two servers on the class path, both would serve the management port
	private static final String TWO_SERVERS = "--spring.autoconfigure.exclude=org.springframework.boot.tomcat"
			+ ".autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";

	private static final List<String> handled = new ArrayList<>();

	@AfterAll
	static void stop() {
		applications.values().forEach(ConfigurableApplicationContext::close);
	}

	private static int port(WebApplicationType type, String name) {
		return applications.computeIfAbsent(type, (kind) -> new SpringApplicationBuilder(Application.class).web(kind)
			.run("--server.port=0", "--management.server.port=0", "--leadterra.enabled=false",
					"--leadterra.webhook.secret=" + Delivery.SECRET, "--spring.mvc.apiversion.required=true",
					"--spring.mvc.apiversion.use.header=X-V", "--spring.mvc.apiversion.use.query-parameter=v",
					"--spring.mvc.apiversion.use.path-segment=0", "--spring.webflux.apiversion.required=true",
					"--spring.webflux.apiversion.use.header=X-V", "--spring.webflux.apiversion.use.query-parameter=v",
					"--spring.webflux.apiversion.use.path-segment=0", TWO_SERVERS))
			.getEnvironment()
			.getRequiredProperty("local." + name + ".port", Integer.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void deliveryIsHandled(WebApplicationType type) {
		int before = handled.size();
		assertThat(Delivery.reply("rpl_" + type).send(port(type, "server")).statusCode()).isEqualTo(204);
		assertThat(handled).hasSize(before + 1);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void managementPortTakesNoDeliveries(WebApplicationType type) {
		assertThat(Delivery.reply("rpl_2").send(port(type, "management")).statusCode()).isNotIn(204, 401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "synchronous", "silent", "throwing", "characters" })
	void deliveryIsHandledBehindAnyFilter(String filter) {
		int before = handled.size();
		Delivery delivery = Delivery.reply("rpl_" + filter);
		assertThat(delivery.send(port(WebApplicationType.SERVLET, "server"), "/webhooks/leadterra?filter=" + filter)
			.statusCode()).isEqualTo(204);
		assertThat(handled).hasSize(before + 1);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@EventListener
		void on(ReplyReceived event) {
			handled.add(event.reply().id());
		}

		@Bean
		org.springframework.web.servlet.function.RouterFunction<?> everyPost() {
			return org.springframework.web.servlet.function.RouterFunctions.route()
				.POST("/**", (request) -> org.springframework.web.servlet.function.ServerResponse.ok().build())
				.build();
		}

		@Bean
		org.springframework.web.reactive.function.server.RouterFunction<?> everyReactivePost() {
			return org.springframework.web.reactive.function.server.RouterFunctions.route()
				.POST("/**", (request) -> org.springframework.web.reactive.function.server.ServerResponse.ok().build())
				.build();
		}

		@Bean
		FilterRegistrationBean<ReadingFilter> readingFilter() {
			return new FilterRegistrationBean<>(new ReadingFilter());
		}

	}

	/**
	 * Reads bodies, as filters that log them do, or has requests be synchronous.
	 */
	static class ReadingFilter implements Filter {

		@Override
		public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			HttpServletRequest request = (HttpServletRequest) servletRequest;
			String filter = String.valueOf(request.getQueryString());
			if (filter.endsWith("synchronous")) {
				// as Tomcat does for a filter that is not registered for asynchronous
				// requests
				request.setAttribute("org.apache.catalina.ASYNC_SUPPORTED", false);
				chain.doFilter(request, response);
			}
			else if (filter.startsWith("filter")) {
				chain.doFilter(new ReadRequest(request, filter), response);
			}
			else {
				chain.doFilter(request, response);
			}
		}

	}

	static class ReadRequest extends HttpServletRequestWrapper {

		private final ServletInputStream body;

		ReadRequest(HttpServletRequest request, String filter) throws IOException {
			super(request);
			byte[] read = filter.endsWith("characters")
					? FileCopyUtils.copyToString(request.getReader()).getBytes(StandardCharsets.UTF_8)
					: request.getInputStream().readAllBytes();
			ByteArrayInputStream bytes = new ByteArrayInputStream(read);
			this.body = new ServletInputStream() {

				@Override
				public int read() {
					return bytes.read();
				}

				@Override
				public int read(byte[] buffer, int offset, int length) {
					return bytes.read(buffer, offset, length);
				}

				@Override
				public boolean isFinished() {
					return bytes.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					if (filter.endsWith("throwing")) {
						throw new UnsupportedOperationException();
					}
				}

			};
		}

		@Override
		public ServletInputStream getInputStream() {
			return this.body;
		}

	}

}
