package co.leadterra.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of Leadterra: those of the application, and those of its
 * clients as far as no client has its own.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("leadterra")
public class LeadterraProperties extends LeadterraClientProperties {

	/**
	 * Whether to set up the Leadterra clients.
	 */
	private boolean enabled = true;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

}
