package com.example.consumer;

import java.time.Duration;

import co.leadterra.client.LeadterraClient;
import co.leadterra.test.AutoConfigureLeadterraServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureLeadterraServer
class ApplicationTests {

	@Autowired
	LeadterraClient leadterra;

	@Test
	void aCallIsAnswered() {
		assertThat(this.leadterra.senderPools().list().collectList().block(Duration.ofSeconds(10))).isNotNull();
	}

}
