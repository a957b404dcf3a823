package co.leadterra.test.internal.context;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

import co.leadterra.client.internal.Forgetful;
import co.leadterra.test.AutoConfigureLeadterraServer;
import co.leadterra.test.LeadterraServer;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Gives a {@link LeadterraServer} to one test method at a time, and after it resets the
 * server and makes the application forget what it learned from it: of rate limits,
 * rejected keys, used budgets and health.
 */
class LeadterraServerTestExecutionListener implements TestExecutionListener {

	private static final Map<LeadterraServer, ReentrantLock> turns = Collections.synchronizedMap(new WeakHashMap<>());

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (isAnnotated(testContext)) {
			turn(testContext.getApplicationContext().getBean(LeadterraServer.class)).lock();
		}
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (!isAnnotated(testContext) || !testContext.hasApplicationContext()) {
			return;
		}
		LeadterraServer server = testContext.getApplicationContext().getBean(LeadterraServer.class);
		try {
			server.reset();
			forget(testContext.getApplicationContext());
		}
		finally {
			if (turn(server).isHeldByCurrentThread()) {
				turn(server).unlock();
			}
		}
	}

	private static ReentrantLock turn(LeadterraServer server) {
		return turns.computeIfAbsent(server, (key) -> new ReentrantLock());
	}

	private static boolean isAnnotated(TestContext testContext) {
		return TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), AutoConfigureLeadterraServer.class);
	}

	// What is not created yet has nothing to forget.
	private static void forget(ListableBeanFactory beans) {
		BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, Forgetful.class, false, false)
			.values()
			.forEach(Forgetful::forget);
	}

}
