package co.leadterra.client.sdr;

import java.util.List;
import java.util.Objects;

import co.leadterra.client.internal.Pages;
import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * One page of prospect threads.
 *
 * @param threads the threads
 * @param total the number of threads on all pages
 * @param hasMore whether there are threads after this page
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-inbox">SDR inbox</a>
 */
@Envelope
public record InboxPage(List<ProspectThread> threads, @Nullable Long total, @Nullable Boolean hasMore) {

	/**
	 * Creates a page.
	 */
	public InboxPage {
		threads = List.copyOf(Objects.requireNonNull(threads, "threads are missing"));
	}

	Pages.Page<ProspectThread> of(InboxQuery query) {
		Long remaining = (this.total != null) ? Long.valueOf(Math.max(0, this.total - query.start())) : null;
		return new Pages.Page<>(this.threads, null, query.pageSize(), remaining, this.hasMore);
	}

}
