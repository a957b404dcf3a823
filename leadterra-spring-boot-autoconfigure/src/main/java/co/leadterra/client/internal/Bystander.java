package co.leadterra.client.internal;

import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import co.leadterra.client.internal.text.ForeignText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * Code that is told what happens and has no say in it. It is told one thing after the
 * other, on a thread that may block unless it never does, and nobody waits for it.
 *
 * @param <T> the type of the code
 * @since 0.1.0
 */
public final class Bystander<T> {

	private static final Log logger = LogFactory.getLog(Bystander.class);

	private static final int MAX_UNTOLD = 1000;

	private final String type;

	private final T code;

	private final Queue<Runnable> untold = new LinkedBlockingQueue<>(MAX_UNTOLD);

	private final AtomicBoolean telling = new AtomicBoolean();

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Creates a bystander.
	 * @param type what to call the code if it fails
	 * @param code the code
	 */
	public Bystander(Class<? super T> type, T code) {
		this.type = type.getSimpleName();
		this.code = code;
	}

	/**
	 * Tells the code of something, unless it is too far behind. What it throws is logged
	 * once.
	 * @param news calls the code
	 */
	public void tell(Consumer<? super T> news) {
		if (this.code instanceof NeverBlocking) {
			call(news);
		}
		else if (this.untold.offer(Schedulers.onSchedule(() -> call(news)))) {
			goOn();
		}
		else {
			warn("is too slow to be told of everything", null);
		}
	}

	private void goOn() {
		if (!this.untold.isEmpty() && this.telling.compareAndSet(false, true)) {
			try {
				Schedulers.boundedElastic().schedule(this::tellAll);
			}
			catch (RejectedExecutionException ex) {
				this.telling.set(false);
				warn("cannot be told of everything", ex);
			}
		}
	}

	private void tellAll() {
		try {
			for (Runnable news = this.untold.poll(); news != null; news = this.untold.poll()) {
				news.run();
			}
		}
		finally {
			this.telling.set(false);
			goOn();
		}
	}

	private void call(Consumer<? super T> news) {
		try {
			news.accept(this.code);
		}
		catch (RuntimeException ex) {
			warn("failed", ex);
		}
	}

	private void warn(String problem, @Nullable Throwable cause) {
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(
					"The %s %s %s. All else goes on, and this is not logged again".formatted(this.type,
							this.code.getClass().getName(), problem),
					(cause != null) ? ForeignText.shown(cause, null) : null);
		}
	}

}
