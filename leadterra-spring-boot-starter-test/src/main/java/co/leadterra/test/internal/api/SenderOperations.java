package co.leadterra.test.internal.api;

import co.leadterra.test.internal.workspace.Senders;

/**
 * Answers the calls on sender pools and accounts.
 */
final class SenderOperations {

	private final Senders senders;

	SenderOperations(Senders senders) {
		this.senders = senders;
	}

	Object listPools(Call call) {
		return call.shapes().senderPools(this.senders.pools());
	}

	Object listAccounts(Call call) {
		return call.shapes().senderAccounts(this.senders.accounts());
	}

}
