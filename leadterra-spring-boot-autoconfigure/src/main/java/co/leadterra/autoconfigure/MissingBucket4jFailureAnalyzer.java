package co.leadterra.autoconfigure;

import co.leadterra.client.LeadterraClients;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a start with a budget of calls and without Bucket4j.
 */
class MissingBucket4jFailureAnalyzer extends AbstractFailureAnalyzer<MissingBucket4jException> {

	private final Environment environment;

	MissingBucket4jFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingBucket4jException cause) {
		ClientCreationException creation = findCause(rootFailure, ClientCreationException.class);
		String property = new ClientPropertiesBinder(this.environment)
			.source((creation != null) ? creation.getClient() : LeadterraClients.DEFAULT, "rate-limit.permits");
		String description = property + " is set, but Bucket4j is not on the class path."
				+ PropertyOrigin.describe(this.environment, property);
		return new FailureAnalysis(description, """
				Add the dependency

				    <dependency>
				      <groupId>com.bucket4j</groupId>
				      <artifactId>bucket4j_jdk17-core</artifactId>
				      <version>8.19.0</version>
				    </dependency>

				or do without the limit: remove %s.""".formatted(property), cause);
	}

}
