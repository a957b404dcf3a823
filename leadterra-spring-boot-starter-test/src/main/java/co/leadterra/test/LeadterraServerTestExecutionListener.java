package co.leadterra.test;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Resets the {@link LeadterraServer} after each test method.
 */
class LeadterraServerTestExecutionListener implements TestExecutionListener {

	@Override
	public void afterTestMethod(TestContext testContext) {
		boolean annotated = TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(),
				AutoConfigureLeadterraServer.class);
		if (annotated && testContext.hasApplicationContext()) {
			testContext.getApplicationContext().getBean(LeadterraServer.class).reset();
		}
	}

}
