package co.leadterra.client.sender;

import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that emails are sent from.
 *
 * @param id the identifier
 * @param email the address that emails come from
 * @param name the name that emails come from
 * @param status whether the account sends
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sender-accounts">Sender
 * accounts</a>
 */
@Envelope({ "senderAccounts", "accounts" })
public record SenderAccount(String id, @Nullable String email, @Nullable String name,
		@Nullable SenderAccountStatus status) {

	/**
	 * Creates a sender account.
	 */
	public SenderAccount {
		Objects.requireNonNull(id, "id is missing");
	}

}
