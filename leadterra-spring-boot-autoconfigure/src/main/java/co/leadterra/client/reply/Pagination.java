package co.leadterra.client.reply;

import org.jspecify.annotations.Nullable;

/**
 * Where a page stands among all pages.
 *
 * @param total the number of elements on all pages
 * @param page the number of this page, from 1 on
 * @param perPage the number of elements on a full page
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/monitor-replies">Monitoring replies</a>
 */
public record Pagination(@Nullable Long total, @Nullable Integer page, @Nullable Integer perPage) {

}
