package co.leadterra.client.sdr;

import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A sales development representative, who works on the replies of leads.
 *
 * @param id the identifier
 * @param name the name
 * @param email the email address
 * @param gmailConnected whether a Gmail account is connected
 * @param gmailEmail the address of the Gmail account
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/guides/sdr-assign-followups">SDRs and
 * follow-ups</a>
 */
@Envelope("sdrs")
public record Sdr(String id, @Nullable String name, @Nullable String email, @Nullable Boolean gmailConnected,
		@Nullable String gmailEmail) {

	/**
	 * Creates an SDR.
	 */
	public Sdr {
		Objects.requireNonNull(id, "id is missing");
	}

}
