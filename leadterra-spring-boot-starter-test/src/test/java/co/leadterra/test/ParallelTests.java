package co.leadterra.test;

import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import co.leadterra.client.LeadterraAuthenticationException;
import co.leadterra.client.LeadterraClient;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link AutoConfigureLeadterraServer} in tests that JUnit runs at the same
 * time.
 */
class ParallelTests {

	@Test
	void testsThatShareAServerDoNotDisturbEachOther() {
		assertAllSucceed(One.class, Other.class);
	}

	@Test
	void testsThatShareNoServerDoNotWaitForEachOther() {
		Meeting.barrier = new CyclicBarrier(2);
		assertAllSucceed(Meeting.class, MeetingElsewhere.class);
	}

	private static void assertAllSucceed(Class<?>... testClasses) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClasses(testClasses))
			.configurationParameters(Map.of("junit.jupiter.execution.parallel.enabled", "true",
					"junit.jupiter.execution.parallel.mode.default", "concurrent",
					"junit.jupiter.execution.parallel.config.strategy", "fixed",
					"junit.jupiter.execution.parallel.config.fixed.parallelism", "4"))
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		assertThat(listener.getSummary().getFailures()).extracting(TestExecutionSummary.Failure::getException)
			.isEmpty();
		assertThat(listener.getSummary().getTestsSucceededCount()).isPositive();
	}

	@SpringBootTest(classes = AutoConfigureLeadterraServerTests.Application.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureLeadterraServer
	static class One {

		@Autowired
		private LeadterraServer server;

		@Autowired
		private LeadterraClient client;

		@RepeatedTest(10)
		void serverIsItsOwn() {
			assertThat(this.server.requestCount()).isZero();
			String campaign = this.server.workspace().addCampaign(Map.of());
			this.client.campaigns().stats(campaign).block();
			assertThat(this.server.workspace().campaigns()).hasSize(1);
			assertThat(this.server.requestCount()).isOne();
		}

		@RepeatedTest(10)
		void keyIsItsOwn() {
			this.client.sdr().list().blockLast();
			this.server.revokeKey(this.server.apiKey());
			assertThatExceptionOfType(LeadterraAuthenticationException.class)
				.isThrownBy(() -> this.client.sdr().list().blockLast());
		}

	}

	static class Other extends One {

	}

	@SpringBootTest(classes = AutoConfigureLeadterraServerTests.Application.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureLeadterraServer
	static class Meeting {

		private static CyclicBarrier barrier;

		@Test
		void meetsTheOther() throws Exception {
			assumeThat(barrier).isNotNull();
			barrier.await(1, TimeUnit.MINUTES);
		}

	}

	@AutoConfigureLeadterraServer(simulatedActivity = true)
	static class MeetingElsewhere extends Meeting {

	}

}
