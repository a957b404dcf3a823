package co.leadterra.autoconfigure;

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
		String description = cause.getMessage() + "."
				+ PropertyOrigin.describe(this.environment, "leadterra.rate-limit.permits");
		return new FailureAnalysis(description, """
				Add the dependency

				    <dependency>
				      <groupId>com.bucket4j</groupId>
				      <artifactId>bucket4j_jdk17-core</artifactId>
				      <version>8.19.0</version>
				    </dependency>

				or do without the limit: remove leadterra.rate-limit.permits.""", cause);
	}

}
