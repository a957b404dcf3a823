package co.leadterra.client.reply;

import co.leadterra.client.internal.Pages;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Replies of leads, newest first.
 * <p>
 * What a call returns does nothing until it is subscribed to. A failed call ends with a
 * {@code co.leadterra.client.LeadterraException}: its subtypes tell a refused key (401),
 * a lacking permission (403), an invalid request (400, 422), a rate limit (429), a server
 * error (5xx) and a failed connection apart. A campaign or reply that is not in the
 * workspace fails with a {@code co.leadterra.client.LeadterraNotFoundException}.
 *
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/replies">Replies</a>
 * @see <a href="https://docs.leadterra.co/guides/monitor-replies">Monitoring replies</a>
 */
@HttpExchange("/v1/replies")
public interface ReplyClient {

	/**
	 * Reads one page of replies. Prefer {@link #list()} and {@link #list(String)}, which
	 * follow the pages.
	 * <p>
	 * The documentation shows pages in an answer but no parameter to ask for one. The
	 * names {@code page} and {@code perPage} are taken from the answer, and Leadterra may
	 * ignore them.
	 * @param campaignId the identifier of the campaign to which the replies belong, or
	 * {@code null} for all campaigns
	 * @param page the number of the page from 1 on, or {@code null} for the first
	 * @param perPage the number of replies on a page, or {@code null} for what Leadterra
	 * thinks fit
	 * @return the page
	 */
	@GetExchange
	Mono<ReplyPage> page(@RequestParam(required = false) @Nullable String campaignId,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer perPage);

	/**
	 * Lists the replies to all campaigns. A page is only read when the replies on it are
	 * asked for.
	 * @return the replies of all pages, none of them twice; if Leadterra does not give
	 * the page it was asked for, or fewer replies than it announced, an
	 * {@link IllegalStateException} says how many replies came
	 */
	default Flux<Reply> list() {
		return Pages.read("replies", Reply::id, (position) -> read(null, position));
	}

	/**
	 * Lists the replies to one campaign, as {@link #list()} does for all.
	 * @param campaignId the identifier of the campaign
	 * @return the replies of all pages
	 */
	default Flux<Reply> list(String campaignId) {
		Assert.hasText(campaignId, "campaignId must not be blank");
		return Pages.read("replies", Reply::id, (position) -> read(campaignId, position));
	}

	private Mono<Pages.Page<Reply>> read(@Nullable String campaignId, Pages.Position position) {
		Integer number = (position.page() > 1) ? position.page() : null;
		return page(campaignId, number, null).map((page) -> page.at(position));
	}

	/**
	 * Hands a reply to an SDR: forwards the email and opens a prospect thread in the
	 * inbox of the SDR.
	 * @param replyId the identifier of the reply
	 * @param assignment to whom and how to hand the reply
	 * @return what was created, without any identifier if the answer is empty; a reply
	 * that was forwarded before fails with a
	 * {@code co.leadterra.client.LeadterraConflictException}, a contact outside the ideal
	 * customer profile with a
	 * {@code co.leadterra.client.LeadterraInvalidRequestException} that tells so
	 * @see <a href="https://docs.leadterra.co/api-reference/replies-assign">Assign a
	 * reply</a>
	 */
	@PostExchange("/{replyId}/assign")
	Mono<HandOff> assign(@PathVariable String replyId, @RequestBody ReplyAssignment assignment);

}
