package co.leadterra.samples.webhookconsole;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Starts the webhook console.
 */
@SpringBootApplication
@EnableConfigurationProperties(ConsoleProperties.class)
public class WebhookConsoleApplication {

	/**
	 * Starts the webhook console.
	 * @param args properties to set, for example {@code --server.port=0}
	 */
	public static void main(String[] args) {
		SpringApplication.run(WebhookConsoleApplication.class, args);
	}

}
