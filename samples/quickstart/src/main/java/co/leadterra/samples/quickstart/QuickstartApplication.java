package co.leadterra.samples.quickstart;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Starts the quickstart.
 */
@SpringBootApplication
@EnableConfigurationProperties(QuickstartProperties.class)
@Import(StandIn.class)
public class QuickstartApplication {

	/**
	 * Starts the quickstart.
	 * @param args properties to set, for example {@code --quickstart.send=true}
	 */
	public static void main(String[] args) {
		SpringApplication.run(QuickstartApplication.class, args);
	}

}
