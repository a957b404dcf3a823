package co.leadterra.client.reply;

import java.util.List;
import java.util.Objects;

import co.leadterra.client.internal.Pages;
import co.leadterra.client.internal.json.Envelope;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/**
 * One page of replies.
 *
 * @param replies the replies, newest first
 * @param pagination where the page stands, or {@code null} if Leadterra answered with all
 * replies at once
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/monitor-replies">Monitoring replies</a>
 */
@Envelope
public record ReplyPage(List<Reply> replies, @Nullable Pagination pagination) {

	private static final Pagination NOTHING = new Pagination(null, null, null);

	/**
	 * Creates a page.
	 */
	@JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
	public ReplyPage {
		replies = List.copyOf(Objects.requireNonNull(replies, "replies are missing"));
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static ReplyPage of(List<Reply> replies) {
		return new ReplyPage(replies, null);
	}

	Pages.Page<Reply> at(Pages.Position position) {
		if (this.pagination == null || this.pagination.equals(NOTHING)) {
			return new Pages.Page<>(this.replies, null, null, null, (position.page() > 1) ? null : false);
		}
		Long total = this.pagination.total();
		Integer perPage = this.pagination.perPage();
		Boolean more = (total != null && perPage != null && perPage > 0)
				? Boolean.valueOf((long) position.page() * perPage < total) : null;
		return new Pages.Page<>(this.replies, this.pagination.page(), perPage, total, more);
	}

	@Override
	@JsonAlias({ "data", "items", "results" })
	public List<Reply> replies() {
		return this.replies;
	}

}
