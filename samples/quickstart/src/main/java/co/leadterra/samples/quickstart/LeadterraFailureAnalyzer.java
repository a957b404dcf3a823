package co.leadterra.samples.quickstart;

import co.leadterra.client.LeadterraException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Ends the quickstart with what Leadterra's client says about a failed call, instead of a
 * stack trace.
 */
class LeadterraFailureAnalyzer extends AbstractFailureAnalyzer<LeadterraException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LeadterraException cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
