package co.leadterra.autoconfigure;

import java.util.Map;

import co.leadterra.client.http.RetrySettings;
import co.leadterra.client.internal.admission.CallAdmission;
import co.leadterra.client.internal.json.LeadterraCodecs;
import co.leadterra.client.internal.key.BaseUrl;
import co.leadterra.client.internal.transport.ConnectionPool;
import co.leadterra.client.internal.transport.ReactorConnectors;
import co.leadterra.client.lead.CustomFieldPlacement;
import co.leadterra.client.lead.EnrollmentOptions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeadterraProperties}.
 */
class LeadterraPropertiesTests {

	private final LeadterraProperties defaults = new Binder(new MapConfigurationPropertySource())
		.bindOrCreate("leadterra", LeadterraProperties.class);

	@Test
	void printsNeitherTheKeyNorThePasswordOfTheProxy() {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource(Map.of("leadterra.api-key",
				"sk_test_example_0123456789", "leadterra.http.proxy", "http://me:sesame@proxy.example:3128"));
		LeadterraProperties properties = new Binder(source).bindOrCreate("leadterra", LeadterraProperties.class);
		assertThat(properties.apiKey()).isEqualTo("sk_test_example_0123456789");
		assertThat(properties.toString() + properties.http()).doesNotContain("0123456789", "sesame");
	}

	@Test
	void everyDefaultIsThatOfAClientThatIsBuiltWithoutSpringBoot() {
		assertThat(this.defaults.baseUrl()).isEqualTo(BaseUrl.LEADTERRA.toString());
		assertThat(this.defaults.insecureHosts()).isEmpty();
		assertThat(this.defaults.connectTimeout()).isEqualTo(ReactorConnectors.CONNECT_TIMEOUT);
		assertThat(this.defaults.readTimeout()).isEqualTo(ReactorConnectors.READ_TIMEOUT);
		assertThat(this.defaults.draftReadTimeout()).isEqualTo(ReactorConnectors.LONG_READ_TIMEOUT);
		assertThat(this.defaults.maxResponseSize().toBytes()).isEqualTo(LeadterraCodecs.MAX_RESPONSE_SIZE);
		assertThat(this.defaults.rejectedKeyCoolDown()).isEqualTo(CallAdmission.REJECTED_KEY_COOL_DOWN);
		assertThat(this.defaults.rateLimit().maxWait()).isEqualTo(CallAdmission.MAX_WAIT);
		assertThat(this.defaults.rateLimit().permits()).isNull();
		assertThat(this.defaults.http()).isEqualTo(new LeadterraProperties.Http(null, ConnectionPool.MAX_CONNECTIONS,
				ConnectionPool.MAX_IDLE_TIME, ConnectionPool.MAX_LIFE_TIME));
		assertThat(LeadterraClientConfigurer.retries(this.defaults.retry())).isEqualTo(RetrySettings.defaults());
		assertThat(LeadterraClientConfigurer.enrollment(this.defaults.enrollment()))
			.isEqualTo(EnrollmentOptions.defaults());
		assertThat(this.defaults.enrollment().customFields()).isEqualTo(CustomFieldPlacement.TOP_LEVEL);
	}

}
