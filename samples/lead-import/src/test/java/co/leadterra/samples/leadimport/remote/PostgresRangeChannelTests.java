package co.leadterra.samples.leadimport.remote;

import javax.sql.DataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PostgresRangeChannel}.
 */
@Tag("thorough")
class PostgresRangeChannelTests {

	@Test
	void listensAlsoIfConnectingTakesLong() {
		JdbcConnectionDetails unreachable = mock(JdbcConnectionDetails.class);
		given(unreachable.getJdbcUrl()).willReturn("jdbc:postgresql://localhost:1/jobs");
		PostgresRangeChannel channel = new PostgresRangeChannel(mock(DataSource.class), unreachable, (task) -> {
		});
		assertThat(channel.subscribe((message) -> {
		})).isTrue();
		channel.destroy();
	}

}
