package co.leadterra.samples.leadimport.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import co.leadterra.samples.leadimport.ImportProperties;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RemoteConfiguration}.
 */
class RemoteConfigurationTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withUserConfiguration(Properties.class);

	@Test
	void needsPostgresql() {
		this.application.withUserConfiguration(RemoteConfiguration.class)
			.withPropertyValues("import.role=worker")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("import.role")
				.hasMessageContaining("need PostgreSQL: --spring.profiles.active=postgresql"));
	}

	// half of the minute in which another worker has to have it; the manager looks each
	// second
	@Test
	void aWorkerMayBeSilentForHalfAMinute() {
		this.application.run((context) -> assertThat(context.getBean(ImportProperties.class).lease())
			.isEqualTo(Duration.ofSeconds(30)));
	}

	@Test
	void anotherChannelTakesThePlaceOfPostgresqls() {
		RangeChannel another = mock(RangeChannel.class);
		this.application.withUserConfiguration(RemoteConfiguration.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean("another", RangeChannel.class, () -> another)
			.withPropertyValues("import.role=worker", "spring.profiles.active=postgresql")
			.run((context) -> assertThat(context.getBean(RangeChannel.class)).isSameAs(another));
	}

	@Test
	void theReadmeShowsTheChannelThatIsTested() throws IOException {
		String source = Files
			.readString(Path.of("src/test/java/co/leadterra/samples/leadimport/remote/RabbitRangeChannel.java"));
		assertThat(Files.readString(Path.of("README.md")))
			.contains("```java\n" + source.substring(source.indexOf("@Component")) + "```\n");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ImportProperties.class)
	static class Properties {

	}

}
