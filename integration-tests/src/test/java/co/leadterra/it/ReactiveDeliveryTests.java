package co.leadterra.it;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Tests of a reactive application.
 */
@SpringBootTest(classes = AbstractDeliveryTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "spring.main.web-application-type=reactive")
class ReactiveDeliveryTests extends AbstractDeliveryTests {

}
