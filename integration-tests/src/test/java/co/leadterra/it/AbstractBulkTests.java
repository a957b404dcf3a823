package co.leadterra.it;

import org.junit.jupiter.api.BeforeEach;

/**
 * A server for each test, since bulk operations may leave calls behind that would count
 * for the next one.
 */
abstract class AbstractBulkTests extends AbstractClientTests {

	@Override
	@BeforeEach
	void resetServer() {
		stopServer();
		startServer();
		super.resetServer();
	}

}
