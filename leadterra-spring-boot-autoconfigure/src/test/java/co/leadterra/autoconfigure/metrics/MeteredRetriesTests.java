package co.leadterra.autoconfigure.metrics;

import java.time.Duration;

import co.leadterra.client.http.RetryEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MeteredRetries}.
 */
class MeteredRetriesTests {

	@Test
	void countsByOperationAndReason() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		MeteredRetries retries = new MeteredRetries(registry);
		retries.onRetry(new RetryEvent(HttpMethod.GET, "/v1/sdrs", "503", 1, Duration.ZERO));
		retries.onRetry(new RetryEvent(HttpMethod.GET, "/v1/sdrs", "503", 2, Duration.ZERO));
		retries.onRetry(new RetryEvent(HttpMethod.GET, "/v1/sdrs", "unanswered", 1, Duration.ZERO));
		assertThat(registry.get("leadterra.client.retries")
			.tag("operation", "GET /v1/sdrs")
			.tag("reason", "503")
			.counter()
			.count()).isEqualTo(2);
		assertThat(registry.get("leadterra.client.retries").tag("reason", "unanswered").counter().count()).isOne();
	}

}
