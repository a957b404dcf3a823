package co.leadterra.autoconfigure;

import co.leadterra.client.LeadterraClientBuilder;

/**
 * Changes the Leadterra client before it is built. Beans of this type are called in their
 * order, after everything else has been set.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LeadterraClientCustomizer {

	/**
	 * Changes the builder.
	 * @param builder the builder of the client
	 */
	void customize(LeadterraClientBuilder builder);

}
