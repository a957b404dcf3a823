package co.leadterra.test.internal.context;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TestKeysContextCustomizerFactory}.
 */
class TestKeysTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void allowsTestKeysOnly() {
		assertThat(allowedModes()).isEqualTo("TEST");
	}

	@Test
	void leavesItToTheApplicationToAllowOthers() {
		this.environment.setProperty("leadterra.allowed-modes", "LIVE");
		assertThat(allowedModes()).isEqualTo("LIVE");
	}

	@Test
	void doesNotKeepContextsFromBeingShared() {
		assertThat(customizer()).isEqualTo(customizer());
	}

	private String allowedModes() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.setEnvironment(this.environment);
		customizer().customizeContext(context, mock(MergedContextConfiguration.class));
		return this.environment.getProperty("leadterra.allowed-modes");
	}

	private static ContextCustomizer customizer() {
		return new TestKeysContextCustomizerFactory().createContextCustomizer(TestKeysTests.class, List.of());
	}

}
