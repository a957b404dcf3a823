package co.leadterra.it;

import java.lang.ref.WeakReference;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.slf4j.LoggerFactory;

/**
 * Watches every buffer that Netty hands out.
 */
final class NettyLeaks implements AutoCloseable {

	private static final int ROUNDS = 20;

	private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

	private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

	private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

	NettyLeaks() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
		this.reports.start();
		this.logger.addAppender(this.reports);
	}

	/**
	 * Returns what was never released. A leak shows once the buffer has been collected
	 * and another one is handed out.
	 */
	List<String> found() {
		for (int round = 0; round < ROUNDS && this.reports.list.isEmpty(); round++) {
			collectGarbage();
			ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer();
			buffer.release();
		}
		return this.reports.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private static void collectGarbage() {
		WeakReference<Object> garbage = new WeakReference<>(new Object());
		while (garbage.get() != null) {
			System.gc();
		}
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.reports);
		ResourceLeakDetector.setLevel(this.level);
	}

}
