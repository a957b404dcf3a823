package co.leadterra.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a test's application context a {@link LeadterraServer} of its own and points the
 * Leadterra client at it, whatever {@code leadterra.base-url} and
 * {@code leadterra.api-key} say. The server is a bean, to be injected into the test. It
 * starts and stops with the context. After each test method it is
 * {@linkplain LeadterraServer#reset() reset}, and the application's clients, budgets in
 * memory and health forget what they learned from it. Of test methods that run at the
 * same time and share a context, one waits for the other.
 * <p>
 * The context also knows the {@linkplain LeadterraServer#webhookSecret() secret} of the
 * server's {@linkplain LeadterraServer#deliverTo(java.net.URI, String...) deliveries}: it
 * replaces {@code leadterra.webhook.secret}, or comes first in
 * {@code leadterra.webhook.secrets}.
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;AutoConfigureLeadterraServer
 * class CampaignServiceTests {
 *
 *     &#064;Autowired
 *     LeadterraServer leadterra;
 *
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AutoConfigureLeadterraServer {

	/**
	 * Whether mails go out and replies come in by themselves once a campaign runs.
	 * @return whether activity is simulated
	 * @see LeadterraServerBuilder#simulatedActivity()
	 */
	boolean simulatedActivity() default false;

}
