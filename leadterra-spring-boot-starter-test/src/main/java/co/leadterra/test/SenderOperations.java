package co.leadterra.test;

/**
 * Answers the calls on sender pools and accounts.
 */
final class SenderOperations {

	private final Campaigns campaigns;

	SenderOperations(Campaigns campaigns) {
		this.campaigns = campaigns;
	}

	Object listPools(Call call) {
		return call.shapes().senderPools(this.campaigns.pools().snapshot());
	}

	Object listAccounts(Call call) {
		return call.shapes().senderAccounts(this.campaigns.accounts().snapshot());
	}

}
