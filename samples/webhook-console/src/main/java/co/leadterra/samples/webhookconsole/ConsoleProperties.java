package co.leadterra.samples.webhookconsole;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the console behaves.
 *
 * @param pace Time between one lead and the next in a simulated campaign.
 */
@ConfigurationProperties("console")
record ConsoleProperties(Duration pace) {

}
