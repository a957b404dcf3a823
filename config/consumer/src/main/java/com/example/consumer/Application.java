package com.example.consumer;

import co.leadterra.client.LeadterraClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Application {

	public static void main(String[] args) {
		try (var context = SpringApplication.run(Application.class, "--server.port=0")) {
			context.getBean(LeadterraClient.class);
			System.out.println("Leadterra is there");
		}
	}

}
