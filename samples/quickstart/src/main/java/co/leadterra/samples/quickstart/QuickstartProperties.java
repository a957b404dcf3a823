package co.leadterra.samples.quickstart;

import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * What the quickstart may do, and for whom.
 *
 * @param send Whether to create and start a campaign although the key may be one whose
 * mail is real.
 * @param leads CSV file of the people to enrol.
 * @param encoding Encoding of a file that has no byte order mark, by default UTF-8.
 * @param separator What separates the cells, by default a comma, a semicolon or a tab,
 * whichever gives a column of addresses.
 */
@ConfigurationProperties("quickstart")
record QuickstartProperties(boolean send, Resource leads, @Nullable Charset encoding, @Nullable Character separator) {

}
