package co.leadterra.it;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Tests of a servlet application.
 */
@SpringBootTest(classes = AbstractDeliveryTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=servlet")
class ServletDeliveryTests extends AbstractDeliveryTests {

}
