package co.leadterra.it;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NettyLeaks}, so that its silence means something.
 */
class NettyLeaksTests {

	@Test
	void bufferThatIsNeverReleasedIsFound() {
		try (NettyLeaks leaks = new NettyLeaks()) {
			PooledByteBufAllocator.DEFAULT.directBuffer().writeByte(1);
			assertThat(leaks.found()).isNotEmpty();
		}
	}

	@Test
	void bufferThatIsReleasedIsNotFound() {
		try (NettyLeaks leaks = new NettyLeaks()) {
			PooledByteBufAllocator.DEFAULT.directBuffer().writeByte(1).release();
			assertThat(leaks.found()).isEmpty();
		}
	}

}
