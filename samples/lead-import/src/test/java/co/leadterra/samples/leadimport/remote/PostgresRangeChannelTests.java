package co.leadterra.samples.leadimport.remote;

import javax.sql.DataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PostgresRangeChannel}.
 */
@Tag("thorough")
@ExtendWith(OutputCaptureExtension.class)
class PostgresRangeChannelTests {

	@Test
	void listensAlsoIfConnectingTakesLongAndSaysWhy(CapturedOutput output) {
		JdbcConnectionDetails unreachable = mock(JdbcConnectionDetails.class);
		given(unreachable.getJdbcUrl()).willReturn("jdbc:postgresql://localhost:1/jobs");
		PostgresRangeChannel channel = new PostgresRangeChannel(mock(DataSource.class), unreachable, (task) -> {
		});
		assertThat(channel.subscribe((message) -> {
		})).isTrue();
		assertThat(output.toString().lines()).filteredOn((line) -> line.startsWith("Waiting "))
			.singleElement()
			.asString()
			.startsWith("Waiting   java.net.ConnectException");
		channel.destroy();
	}

}
