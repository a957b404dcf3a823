package co.leadterra.samples.quickstart;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.reply.Reply;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Shows what there is in the workspace, and changes nothing.
 */
@Component
class WorkspaceReport {

	private static final int REPLIES = 5;

	private final LeadterraClient leadterra;

	private final Console console;

	WorkspaceReport(LeadterraClient leadterra, Console console) {
		this.leadterra = leadterra;
		this.console = console;
	}

	Mono<Void> key() {
		return this.leadterra.apiKey().doOnNext((key) -> this.console.print("Key", key, key.mode())).then();
	}

	Mono<Void> senderPools() {
		return this.leadterra.senderPools()
			.list()
			.doOnNext((pool) -> this.console.print("Pool", pool.name(),
					Console.figure(pool.dailyCapacity(), "mails a day"),
					Console.figure(pool.remainingVolume(), "left today")))
			.then();
	}

	Mono<Void> senderAccounts() {
		return this.leadterra.senderAccounts()
			.list()
			.doOnNext((account) -> this.console.print("Account", account.name(), account.email(), account.status()))
			.then();
	}

	Mono<Void> replies() {
		return print(this.leadterra.replies().list());
	}

	Mono<Void> replies(String campaignId) {
		return print(this.leadterra.replies().list(campaignId));
	}

	private Mono<Void> print(Flux<Reply> replies) {
		return replies.take(REPLIES)
			.doOnNext((reply) -> this.console.print("Reply", reply.classification(), reply.email(),
					reply.threadSnippet()))
			.then();
	}

}
