package co.leadterra.samples.leadimport;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Imports the leads of a CSV file into a campaign, and ends.
 */
@SpringBootApplication
@EnableConfigurationProperties(ImportProperties.class)
public class LeadImportApplication {

	/**
	 * Runs the import. The exit code is 0 if the whole file is imported.
	 * @param args properties to set, for example {@code --import.file=people.csv}
	 */
	public static void main(String[] args) {
		System.exit(SpringApplication.exit(run(args)));
	}

	static ConfigurableApplicationContext run(String... args) {
		return new SpringApplicationBuilder(LeadImportApplication.class).initializers(new DemoInitializer()).run(args);
	}

}
