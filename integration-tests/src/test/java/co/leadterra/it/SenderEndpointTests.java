package co.leadterra.it;

import java.util.List;
import java.util.Map;

import co.leadterra.client.sender.SenderAccount;
import co.leadterra.client.sender.SenderAccountStatus;
import co.leadterra.client.sender.SenderPool;
import co.leadterra.test.ResponseShape;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SenderEndpointTests extends AbstractClientTests {

	@Test
	void poolsAreListedInOrder() {
		server.workspace().clear();
		server.workspace()
			.addSenderPool(Map.of("name", "Main", "dailyCapacity", 2000, "remainingVolume", 1340, "senderAccountIds",
					List.of("sa_1", "sa_2")));
		server.workspace().addSenderPool(Map.of("name", "Reserve", "dailyCapacity", 10));
		server.respondWith(ResponseShape.REFERENCE);
		assertThat(this.client.senderPools().list().collectList().block(TIMEOUT)).containsExactly(
				new SenderPool("pool_1", "Main", 2000, 1340, List.of("sa_1", "sa_2"), 2),
				new SenderPool("pool_2", "Reserve", 10, 10, List.of("sa_1"), 1));
	}

	@Test
	void workspaceWithoutPoolsHasNone() {
		server.workspace().clear();
		assertThat(this.client.senderPools().list().collectList().block(TIMEOUT)).isEmpty();
	}

	@Test
	void accountsAreListedWithTheirStatus() {
		server.workspace().clear();
		server.workspace().addSenderAccount(Map.of("email", "ada@sender.example", "name", "Ada", "status", "warming"));
		server.workspace().addSenderAccount(Map.of("email", "sam@sender.example", "name", "Sam", "status", "paused"));
		assertThat(this.client.senderAccounts().list().collectList().block(TIMEOUT)).containsExactly(
				new SenderAccount("sa_1", "ada@sender.example", "Ada", SenderAccountStatus.WARMING),
				new SenderAccount("sa_2", "sam@sender.example", "Sam", SenderAccountStatus.PAUSED));
	}

}
