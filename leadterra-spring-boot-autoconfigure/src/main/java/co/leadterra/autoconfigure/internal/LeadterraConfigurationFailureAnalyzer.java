package co.leadterra.autoconfigure.internal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints what a {@link LeadterraConfigurationException} says.
 */
class LeadterraConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<LeadterraConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LeadterraConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getAction(), cause);
	}

}
