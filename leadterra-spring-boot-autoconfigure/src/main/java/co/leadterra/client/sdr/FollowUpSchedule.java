package co.leadterra.client.sdr;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When a new follow-up is due.
 *
 * @param dueAt the time, or {@code null} to leave it to Leadterra; the documentation does
 * not say what it makes of that
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
 * follow-ups</a>
 */
public record FollowUpSchedule(@Nullable Instant dueAt) {

}
