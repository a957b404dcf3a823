package co.leadterra.test;

import co.leadterra.client.internal.admission.CallAdmission;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Resets the {@link LeadterraServer} after each test method, and what the client learned
 * from it about rate limits and rejected keys.
 */
class LeadterraServerTestExecutionListener implements TestExecutionListener {

	@Override
	public void afterTestMethod(TestContext testContext) {
		boolean annotated = TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(),
				AutoConfigureLeadterraServer.class);
		if (annotated && testContext.hasApplicationContext()) {
			ApplicationContext context = testContext.getApplicationContext();
			context.getBean(LeadterraServer.class).reset();
			context.getBeanProvider(CallAdmission.class).ifAvailable(CallAdmission::reset);
		}
	}

}
