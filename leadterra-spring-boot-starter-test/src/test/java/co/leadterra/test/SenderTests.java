package co.leadterra.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the calls on sender pools and accounts.
 */
class SenderTests extends AbstractServerTests {

	@Test
	void startsWithTwoPoolsThatCanSend() throws IOException {
		TestHttp.Reply reply = http.get("/v1/sender-pools");
		assertThat(reply.at("/pools")).hasSize(2)
			.allSatisfy((pool) -> assertThat(pool.at("/remainingVolume").asInt()).isPositive());
	}

	@Test
	void startsWithAccountsOfWhichSomeAreActive() throws IOException {
		TestHttp.Reply reply = http.get("/v1/sender-accounts");
		assertThat(reply.at("/data")).extracting((account) -> account.at("/status").asString())
			.containsExactly("active", "active", "paused");
	}

	@Test
	void addedPoolHasDefaults() throws IOException {
		server.workspace().clear();
		server.workspace().addSenderPool(Map.of("dailyCapacity", 70));
		assertThat(http.get("/v1/sender-pools").json()).isEqualTo(json("{'pools':[{'id':'pool_1','name':'Pool',"
				+ "'dailyCapacity':70,'remainingVolume':70,'senderCount':1}]}"));
	}

	@Test
	void undocumentedFieldsAndValuesAreKept() throws IOException {
		server.workspace().clear();
		String id = server.workspace().addSenderAccount(Map.of("status", "resting", "mood", List.of("fine")));
		assertThat(http.get("/v1/sender-accounts").json()).isEqualTo(json("{'data':[{'id':'" + id
				+ "','email':'sender@sender.example','name':'Sender','status':'resting','mood':['fine']}]}"));
	}

	@Test
	void clearedWorkspaceHasNoSenders() throws IOException {
		server.workspace().clear();
		assertThat(http.get("/v1/sender-pools").json()).isEqualTo(json("{'pools':[]}"));
		assertThat(http.get("/v1/sender-accounts").json()).isEqualTo(json("{'data':[]}"));
	}

}
