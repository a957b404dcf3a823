package co.leadterra.samples.quickstart;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * What the quickstart may do, and for whom.
 *
 * @param send Whether to create and start a campaign with a key that is not a test key.
 * @param leads CSV file of the people to enrol.
 */
@ConfigurationProperties("quickstart")
record QuickstartProperties(boolean send, Resource leads) {

}
