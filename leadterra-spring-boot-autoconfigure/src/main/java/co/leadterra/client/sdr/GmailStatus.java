package co.leadterra.client.sdr;

import java.time.Instant;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * How the Gmail connection of an SDR is doing.
 *
 * @param connected whether a Gmail account is connected
 * @param email the address of the account
 * @param healthState the state of the connection
 * @param lastSyncedAt the time of the last synchronization
 * @param lastSyncError what went wrong in the last synchronization, or {@code null} if
 * nothing did
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-gmail-status">Gmail
 * status</a>
 */
@Envelope
public record GmailStatus(@Nullable Boolean connected, @Nullable String email, @Nullable GmailHealthState healthState,
		@Nullable Instant lastSyncedAt, @Nullable String lastSyncError) {

}
