package co.leadterra.client.sender;

import java.util.List;
import java.util.Objects;

import co.leadterra.client.internal.json.Envelope;
import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A group of sender accounts whose volume is shared.
 *
 * @param id the identifier
 * @param name the label given in the Leadterra app
 * @param dailyCapacity the number of emails that the pool sends in 24 hours at most
 * @param remainingVolume the number of emails that the pool can still send in the current
 * 24 hours; the documentation also calls it {@code remainingToday}
 * @param senderAccountIds the identifiers of the accounts in the pool, empty if Leadterra
 * did not list them
 * @param senderCount the number of accounts in the pool
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sender-pools">Sender pools</a>
 */
@Envelope({ "senderPools", "pools" })
public record SenderPool(String id, @Nullable String name, @Nullable Integer dailyCapacity,
		@JsonAlias("remainingToday") @Nullable Integer remainingVolume, List<String> senderAccountIds,
		@Nullable Integer senderCount) {

	/**
	 * Creates a sender pool. A missing {@code senderCount} is taken from
	 * {@code senderAccountIds} if those are given.
	 */
	public SenderPool {
		Objects.requireNonNull(id, "id is missing");
		if (senderAccountIds != null && senderCount == null) {
			senderCount = senderAccountIds.size();
		}
		senderAccountIds = (senderAccountIds != null) ? List.copyOf(senderAccountIds) : List.of();
	}

}
