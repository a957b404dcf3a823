package co.leadterra.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class ModeNotAllowedFailureAnalyzer extends AbstractFailureAnalyzer<ModeNotAllowedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModeNotAllowedException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", """
				Use a key of an allowed mode: those of test workspaces begin with sk_test_. If this application may \
				use the other workspace, for mail that is sent for real, say so:

				    leadterra.allowed-modes=LIVE,TEST

				In tests, leadterra-spring-boot-starter-test allows TEST only.""", cause);
	}

}
