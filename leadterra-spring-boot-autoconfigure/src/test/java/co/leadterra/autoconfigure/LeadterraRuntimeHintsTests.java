package co.leadterra.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.bulk.Rejected;
import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.bulk.BulkLeadClient;
import co.leadterra.client.internal.bulk.BulkSuppressionListClient;
import co.leadterra.client.internal.bulk.LeadApi;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.EnrollmentResult;
import co.leadterra.client.lead.RejectedLead;
import co.leadterra.client.suppression.RejectedAddress;
import co.leadterra.client.suppression.SuppressionProgress;
import co.leadterra.client.suppression.SuppressionResult;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.web.service.annotation.HttpExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a native image is told of every type in the packages of the resources.
 */
class LeadterraRuntimeHintsTests {

	private static final Set<Class<?>> NEVER_JSON = Set.of(Rejected.class, RejectedLead.class, RejectedAddress.class,
			EnrollmentOptions.class, EnrollmentProgress.class, EnrollmentResult.class, SuppressionProgress.class,
			SuppressionResult.class, BulkLeadClient.class, BulkSuppressionListClient.class);

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("co.leadterra."))
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	private static Stream<Class<?>> types() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages(LeadterraClient.class.getPackageName())
			.stream()
			.filter((type) -> !type.getPackageName().equals(LeadterraClient.class.getPackageName()))
			.filter((type) -> !type.getPackageName().equals(FieldError.class.getPackageName()))
			.filter((type) -> !type.getPackageName().contains(".internal")
					|| type.getPackageName().equals(LeadApi.class.getPackageName()))
			.map(JavaClass::reflect);
	}

	static Stream<Class<?>> records() {
		return types().filter(Class::isRecord)
			.filter((type) -> Modifier.isPublic(type.getModifiers()))
			.filter((type) -> !NEVER_JSON.contains(type));
	}

	static Stream<Class<?>> resources() {
		return types().filter(Class::isInterface)
			.filter((type) -> AnnotatedElementUtils.hasAnnotation(type, HttpExchange.class)
					|| Arrays.stream(type.getMethods())
						.anyMatch((method) -> AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class)));
	}

	@Test
	void typesAreFound() {
		assertThat(resources()).hasSize(8);
		assertThat(records()).hasSizeGreaterThan(40);
	}

	@ParameterizedTest
	@MethodSource("records")
	void recordsCanBeReadAndWritten(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).as(type.getName()).accepts(this.hints);
		assertThat(type.getRecordComponents()).extracting(RecordComponent::getAccessor)
			.allSatisfy((accessor) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(accessor))
				.accepts(this.hints));
	}

	@ParameterizedTest
	@MethodSource("resources")
	void resourcesCanBeProxiedAndCalled(Class<?> type) {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(AopProxyUtils.completeJdkProxyInterfaces(type)))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(type)).accepts(this.hints);
		assertThat(type.getMethods())
			.filteredOn((method) -> AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class))
			.isNotEmpty()
			.allSatisfy((Method method) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method))
				.accepts(this.hints));
	}

	@Test
	void webhookMessagesCanBeRead() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("co.leadterra.webhook.WebhookEventReader.Message"))
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	@Test
	void mixInsCanBeRead() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("co.leadterra.client.lead.NestedCustomFields"))
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS)).accepts(this.hints);
	}

}
