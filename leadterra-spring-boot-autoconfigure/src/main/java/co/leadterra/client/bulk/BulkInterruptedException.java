package co.leadterra.client.bulk;

/**
 * A stream could not be sent to its end: a call failed, or the stream itself did, which
 * is the cause. Calls that were in flight have been waited for.
 * <p>
 * To go on, send the stream without its first {@link #getSettled()} entries, as
 * {@code Flux.skip} does. Some of the entries behind them may have been sent already,
 * which does no harm.
 *
 * @since 0.1.0
 */
public class BulkInterruptedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final long settled;

	private final transient BulkProgress progress;

	BulkInterruptedException(BulkProgress progress, Throwable cause) {
		super("Interrupted after %d entries were read, of which the first %d are done with. Skip these to go on. %s"
			.formatted(progress.read(), progress.settled(), reason(cause)), cause);
		this.settled = progress.settled();
		this.progress = progress;
	}

	private static String reason(Throwable cause) {
		return (cause.getMessage() != null) ? cause.getMessage() : cause.toString();
	}

	/**
	 * Returns how many entries, counted from the start of the stream without a gap, are
	 * done with.
	 * @return the number of entries to skip
	 */
	public long getSettled() {
		return this.settled;
	}

	/**
	 * Returns how far it got. Entries that were rejected are not in here: progress that
	 * was emitted before has them.
	 * @return the progress, of the type that was emitted
	 */
	public BulkProgress getProgress() {
		return this.progress;
	}

}
