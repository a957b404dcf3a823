package co.leadterra.samples.webhookconsole;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many deliveries there were.
 *
 * @param handled the events handled
 * @param duplicates the deliveries of events known already
 * @param rejected the deliveries not trusted
 * @param replies the replies by class
 */
record Totals(long handled, long duplicates, long rejected, Map<String, Long> replies) {

	static final Totals NONE = new Totals(0, 0, 0, Map.of());

	static final int MAX_CLASSES = 12;

	static final String OTHER = "other";

	Totals plusHandled(FeedEvent event) {
		return new Totals(this.handled + 1, this.duplicates, this.rejected,
				(event.classification() != null) ? counted(event.classification()) : this.replies);
	}

	private Map<String, Long> counted(String classification) {
		Map<String, Long> counts = new TreeMap<>(this.replies);
		boolean known = counts.containsKey(classification) || counts.size() < MAX_CLASSES;
		counts.merge(known ? classification : OTHER, 1L, Long::sum);
		return counts;
	}

	Totals plusDuplicate() {
		return new Totals(this.handled, this.duplicates + 1, this.rejected, this.replies);
	}

	Totals plusRejected() {
		return new Totals(this.handled, this.duplicates, this.rejected + 1, this.replies);
	}

}
