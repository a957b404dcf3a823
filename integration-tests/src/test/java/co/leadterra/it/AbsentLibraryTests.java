package co.leadterra.it;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the client works without the libraries that an application may lack, by
 * class paths that lack them.
 */
@Tag("cases")
class AbsentLibraryTests extends AbstractClientTests {

	private static final String SPRING_BOOT = "spring-boot-.*";

	private static final String WEBFLUX_SERVER = "spring-boot-(starter-)?(webflux|reactor-netty).*";

	private static final String MVC = "spring-webmvc.*|spring-boot-(starter-)?(webmvc|tomcat|servlet).*|tomcat-.*";

	private static final String ACTUATOR = "spring-boot-(starter-)?(actuator|health).*";

	private static final String MICROMETER = "micrometer-(core|jakarta).*|spring-boot-(starter-)?micrometer.*";

	@ParameterizedTest
	@CsvSource({ SPRING_BOOT + ", org.springframework.boot.SpringApplication",
			WEBFLUX_SERVER + ", org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration",
			MVC + ", org.springframework.web.servlet.DispatcherServlet",
			ACTUATOR + ", org.springframework.boot.health.contributor.Health",
			MICROMETER + ", io.micrometer.core.instrument.MeterRegistry" })
	void classPathLacksWhatItShould(String libraries, String className) throws Exception {
		try (URLClassLoader classLoader = without(libraries)) {
			assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> classLoader.loadClass(className));
			assertThat(Class.forName(className)).isNotNull();
		}
	}

	@Test
	void clientWorksWithoutSpringBoot() throws Exception {
		assertThat(call(SPRING_BOOT, PoolsOfAClient.class)).isEqualTo("2");
	}

	static List<String> absentLibraries() {
		String all = WEBFLUX_SERVER + "|" + MVC + "|" + ACTUATOR + "|" + MICROMETER;
		return Cases.of(List.of(WEBFLUX_SERVER + "|" + ACTUATOR, MVC + "|" + MICROMETER, all), List.of(all));
	}

	@ParameterizedTest
	@MethodSource("absentLibraries")
	void applicationWorksWithout(String libraries) throws Exception {
		assertThat(call(libraries, PoolsOfAnApplication.class)).isEqualTo("2");
	}

	@ParameterizedTest
	@CsvSource({ WEBFLUX_SERVER + ", SERVLET", MVC + ", REACTIVE", WEBFLUX_SERVER + "|" + MVC + ", NONE" })
	void applicationStaysOfItsKind(String absentLibraries, String kind) throws Exception {
		assertThat(call(absentLibraries, KindOfAnApplication.class)).isEqualTo(kind);
	}

	@SuppressWarnings("unchecked")
	private static String call(String absentLibraries, Class<? extends BiFunction<URI, String, String>> type)
			throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader classLoader = without(absentLibraries)) {
			thread.setContextClassLoader(classLoader);
			Object function = classLoader.loadClass(type.getName()).getConstructor().newInstance();
			return ((BiFunction<URI, String, String>) function).apply(server.baseUrl(), server.apiKey());
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URLClassLoader without(String libraries) {
		Pattern pattern = Pattern.compile("(" + libraries + ")\\.jar");
		URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter((entry) -> !pattern.matcher(entry.getName()).matches())
			.map(AbsentLibraryTests::url)
			.toArray(URL[]::new);
		return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
	}

	private static URL url(File entry) {
		try {
			return entry.toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public static class PoolsOfAClient implements BiFunction<URI, String, String> {

		@Override
		public String apply(URI baseUrl, String apiKey) {
			LeadterraClient client = LeadterraClient.builder().baseUrl(baseUrl).apiKey(apiKey).build();
			return client.senderPools().list().count().block(TIMEOUT).toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class PoolsOfAnApplication implements BiFunction<URI, String, String> {

		// Another Tomcat cannot be started in the same virtual machine.
		@Override
		public String apply(URI baseUrl, String apiKey) {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(PoolsOfAnApplication.class)
				.web(WebApplicationType.NONE)
				.run("--leadterra.base-url=" + baseUrl, "--leadterra.api-key=" + apiKey)) {
				return context.getBean(LeadterraClient.class).senderPools().list().count().block(TIMEOUT).toString();
			}
		}

	}

	public static class KindOfAnApplication implements BiFunction<URI, String, String> {

		@Override
		public String apply(URI baseUrl, String apiKey) {
			return new SpringApplication(KindOfAnApplication.class).getWebApplicationType().name();
		}

	}

}
