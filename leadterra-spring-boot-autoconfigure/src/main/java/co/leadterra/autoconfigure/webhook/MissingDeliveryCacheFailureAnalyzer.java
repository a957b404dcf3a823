package co.leadterra.autoconfigure.webhook;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a start that receives webhook deliveries without a cache.
 */
class MissingDeliveryCacheFailureAnalyzer extends AbstractFailureAnalyzer<MissingDeliveryCacheException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingDeliveryCacheException cause) {
		return new FailureAnalysis("There is nothing to remember webhook deliveries in: Caffeine is not on the class"
				+ " path, and no other cache is named.", """
						Add the dependency

						    com.github.ben-manes.caffeine:caffeine

						or name a cache of the application's cache manager:

						    leadterra.webhook.cache=<its name>""", cause);
	}

}
