package co.leadterra.autoconfigure.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import co.leadterra.webhook.WebhookSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.HttpRequestHandlerServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint behind Spring Security, in running applications. They are in
 * this module since Spring Security on the class path would protect the applications of
 * all other tests over HTTP.
 */
class WebhookSecurityTests {

	private static final WebhookSignature SIGNATURE = WebhookSignature.of("sk_test_example");

	// of the two servers on the class path, both would serve the management port
	private static final String TWO_SERVERS = "--spring.autoconfigure.exclude=org.springframework.boot.tomcat"
			+ ".autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";

	private static final String USER = "Authorization: Basic dXNlcjpzZXNhbWU=\r\n";

	private static final Map<Security, ConfigurableApplicationContext> applications = new EnumMap<>(Security.class);

	// the first one to close would stop the event loops of all
	private static final List<ConfigurableApplicationContext> running = new ArrayList<>();

	@AfterAll
	static void stop() {
		running.forEach(ConfigurableApplicationContext::close);
	}

	@ParameterizedTest
	@EnumSource
	void deliveriesNeedNoLoginAndNoCsrfToken(Security security) throws IOException {
		assertThat(deliver(start(security), "POST /webhooks/leadterra")).isEqualTo(204);
	}

	@ParameterizedTest
	@EnumSource
	void deliveriesStillNeedTheirSignature(Security security) throws IOException {
		assertThat(send(start(security), "POST /webhooks/leadterra", "Content-Type: application/json\r\n", "{}"))
			.isEqualTo(401);
	}

	@ParameterizedTest
	@EnumSource
	void everythingElseStaysProtected(Security security) throws IOException {
		int port = start(security);
		assertThat(send(port, "GET /page", "", "")).isEqualTo(401);
		assertThat(send(port, "GET /page", USER, "")).isEqualTo(200);
		assertThat(send(port, "GET /unknown", "", "")).isEqualTo(401);
		assertThat(send(port, "GET /webhooks", "", "")).isEqualTo(401);
		assertThat(send(port, "GET /webhooks/other", "", "")).isEqualTo(401);
	}

	@ParameterizedTest
	@EnumSource
	void otherPostsStillNeedACsrfToken(Security security) throws IOException {
		int port = start(security);
		assertThat(send(port, "POST /page", USER, "")).isIn(401, 403);
		assertThat(deliver(port, "POST /page")).isIn(401, 403);
		assertThat(deliver(port, "POST /webhooks")).isIn(401, 403);
	}

	@ParameterizedTest
	@EnumSource
	void otherMethodsStayProtected(Security security) throws IOException {
		int port = start(security);
		for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")) {
			assertThat(deliver(port, method + " /webhooks/leadterra")).as(method).isIn(401, 403);
		}
	}

	static Stream<Arguments> variants() {
		return Stream.of(Security.values())
			.flatMap((security) -> Stream
				.of("/webhooks/leadterra/", "/webhooks/leadterra;x", "/webhooks/leadterra;x=1", "/webhooks;x/leadterra",
						"//webhooks/leadterra", "/webhooks//leadterra", "/./webhooks/leadterra",
						"/page/../webhooks/leadterra", "/webhooks/leadterra/../../page", "/webhooks/%6ceadterra",
						"/webhooks%2fleadterra", "/webhooks/leadterra%2f", "/webhooks/leadterra%00",
						"/WEBHOOKS/leadterra", "/webhooks/leadterra/page", "/webhooks/leadterrapage",
						"/webhooks/leadterra.json", "/page/webhooks/leadterra")
				.map((path) -> Arguments.of(security, path)));
	}

	@ParameterizedTest
	@MethodSource("variants")
	void variantsOfThePathReachNothingButTheEndpoint(Security security, String path) throws IOException {
		assertThat(send(start(security), "POST " + path, "Content-Type: application/json\r\n", "{}")).isIn(400, 401,
				403);
		assertThat(deliver(start(security), "POST " + path)).isIn(204, 400, 401, 403);
	}

	@ParameterizedTest
	@EnumSource
	void managementPortIsNotOpened(Security security) throws IOException {
		start(security);
		int port = applications.get(security)
			.getEnvironment()
			.getRequiredProperty("local.management.port", Integer.class);
		assertThat(send(port, "GET /actuator/health", USER, "")).isEqualTo(200);
		assertThat(deliver(port, "POST /webhooks/leadterra")).isIn(401, 403);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET_DEFAULT", "REACTIVE_DEFAULT" })
	void withoutASecretNothingIsOpened(Security security) throws IOException {
		int port = port(run(security.type, security.configuration, "leadterra.webhook.path=/webhooks/leadterra"));
		assertThat(deliver(port, "POST /webhooks/leadterra")).isIn(401, 403);
	}

	@Test
	void servletOfTheApplicationAtThePathStaysProtected() throws IOException {
		int port = port(
				run(WebApplicationType.SERVLET, OtherServlet.class, "leadterra.webhook.secret=sk_test_example"));
		assertThat(deliver(port, "POST /webhooks/leadterra")).isIn(401, 403);
	}

	private static int start(Security security) {
		return port(applications.computeIfAbsent(security,
				(kind) -> run(kind.type, kind.configuration, "leadterra.webhook.secret=sk_test_example")));
	}

	private static ConfigurableApplicationContext run(WebApplicationType type, Class<?> configuration,
			String property) {
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.sources(configuration)
			.web(type)
			.run("--server.port=0", "--spring.security.user.password=sesame", "--leadterra.enabled=false",
					"--management.server.port=0", TWO_SERVERS, "--" + property);
		running.add(application);
		return application;
	}

	private static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static int deliver(int port, String request) throws IOException {
		String body = "{\"event\":\"campaign.started\",\"timestamp\":\"%s\",\"data\":{}}".formatted(Instant.now());
		return send(port, request, "Content-Type: application/json\r\n" + WebhookSignature.HEADER + ": "
				+ SIGNATURE.sign(body.getBytes(StandardCharsets.UTF_8)) + "\r\n", body);
	}

	/**
	 * Sends the path exactly as it is, which no client library does.
	 */
	private static int send(int port, String request, String headers, String body) throws IOException {
		try (Socket socket = new Socket("localhost", port)) {
			socket.setSoTimeout(20_000);
			OutputStream out = socket.getOutputStream();
			out.write((request + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n"
					+ headers + "Content-Length: " + body.length() + "\r\n\r\n" + body)
				.getBytes(StandardCharsets.UTF_8));
			out.flush();
			String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
				.readLine();
			return Integer.parseInt(status.substring(9, 12));
		}
	}

	enum Security {

		SERVLET_DEFAULT(WebApplicationType.SERVLET, Application.class),

		SERVLET_OWN_CHAIN(WebApplicationType.SERVLET, ServletChain.class),

		SERVLET_OWN_FIRST_CHAIN(WebApplicationType.SERVLET, FirstServletChain.class),

		REACTIVE_DEFAULT(WebApplicationType.REACTIVE, Application.class),

		REACTIVE_OWN_CHAIN(WebApplicationType.REACTIVE, ReactiveChain.class);

		private final WebApplicationType type;

		private final Class<?> configuration;

		Security(WebApplicationType type, Class<?> configuration) {
			this.type = type;
			this.configuration = configuration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		@GetMapping("/page")
		String page() {
			return "page";
		}

		@PostMapping("/page")
		String change() {
			return "changed";
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

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherServlet {

		@Bean
		ServletRegistrationBean<HttpRequestHandlerServlet> registration() {
			ServletRegistrationBean<HttpRequestHandlerServlet> registration = new ServletRegistrationBean<>(
					new HttpRequestHandlerServlet(), "/webhooks/leadterra");
			registration.setName("otherServlet");
			return registration;
		}

		@Bean
		HttpRequestHandler otherServlet() {
			return (request, response) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletChain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FirstServletChain {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return new ServletChain().chain(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveChain {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
