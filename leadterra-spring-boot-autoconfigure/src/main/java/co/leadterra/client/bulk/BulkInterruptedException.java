package co.leadterra.client.bulk;

import co.leadterra.client.internal.text.ForeignText;

/**
 * A stream could not be sent to its end: a call failed, or the stream itself did, which
 * is the cause. Calls that were in flight have been waited for.
 * <p>
 * To go on, send the stream without its first {@link #getSettled()} entries, as
 * {@code Flux.skip} does. Some of the entries behind them may have been sent already,
 * which does no harm; where it might, see {@link #getUncertain()}.
 *
 * @since 0.1.0
 */
public class BulkInterruptedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final long settled;

	private final long uncertain;

	private final transient BulkProgress progress;

	/**
	 * Creates an exception.
	 * @param progress how far it got
	 * @param uncertain the number of entries of which it is not known whether they
	 * arrived
	 * @param cause what failed
	 */
	public BulkInterruptedException(BulkProgress progress, long uncertain, Throwable cause) {
		super(message(progress, uncertain) + " " + reason(cause), cause);
		this.settled = progress.settled();
		this.uncertain = uncertain;
		this.progress = progress;
	}

	private static String message(BulkProgress progress, long uncertain) {
		String message = "Interrupted after %s entries were read, of which the first %s are done with."
			.formatted(progress.read(), progress.settled());
		return message + ((uncertain > 0)
				? " It is not known whether the next %s arrived. They were sent once.".formatted(uncertain)
				: " Skip these to go on.");
	}

	// What Leadterra says may quote addresses, and this message goes to logs.
	private static String reason(Throwable cause) {
		return (cause.getMessage() != null) ? ForeignText.withoutAddresses(cause.getMessage())
				: cause.getClass().getName();
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
	 * Returns how many entries behind those may or may not have arrived, where entries
	 * are not to be sent twice.
	 * @return the number of entries, 0 if it does no harm to send them again
	 */
	public long getUncertain() {
		return this.uncertain;
	}

	/**
	 * Returns how far it got. Of a list, it has all entries that were rejected. Of a
	 * stream it has none: progress that was emitted before has them.
	 * @return the progress, of the type that was emitted
	 */
	public BulkProgress getProgress() {
		return this.progress;
	}

}
