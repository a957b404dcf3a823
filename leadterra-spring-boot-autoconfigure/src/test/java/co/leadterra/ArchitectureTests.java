package co.leadterra;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the house.
 */
@AnalyzeClasses(packages = "co.leadterra", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching("co.leadterra.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule onlyAutoConfigurationAndHealthKnowSpringBoot = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages("co.leadterra.autoconfigure..", "co.leadterra.health..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule nothingKnowsAutoConfiguration = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage("co.leadterra.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("co.leadterra.autoconfigure..");

	@ArchTest
	static final ArchRule theClientKnowsNeitherHealthNorReceivingWebhooks = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("co.leadterra.client..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("co.leadterra.health..", "co.leadterra.webhook..");

	@ArchTest
	static final ArchRule theWireKnowsNoResource = ArchRuleDefinition.noClasses()
		.that()
		.resideInAnyPackage("co.leadterra.client.http..", "co.leadterra.client.internal.admission..",
				"co.leadterra.client.internal.call..", "co.leadterra.client.internal.json..",
				"co.leadterra.client.internal.key..", "co.leadterra.client.internal.transport..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("co.leadterra.client", "co.leadterra.client.bulk..", "co.leadterra.client.campaign..",
				"co.leadterra.client.lead..", "co.leadterra.client.reply..", "co.leadterra.client.sdr..",
				"co.leadterra.client.sender..", "co.leadterra.client.suppression..", "co.leadterra.client.webhook..");

	@ArchTest
	static final ArchRule whatUsersNameKnowsNothingInternal = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("co.leadterra.client.http")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..internal..");

	@ArchTest
	static final ArchRule nothingInternalIsMentionedByWhatUsersCall = ArchRuleDefinition.codeUnits()
		.that()
		.areDeclaredInClassesThat(DescribedPredicate.describe("are meant for users", ArchitectureTests::isApi))
		.and(DescribedPredicate.describe("are meant for users",
				(member) -> member.getModifiers().contains(JavaModifier.PUBLIC)
						|| member.getModifiers().contains(JavaModifier.PROTECTED)))
		.should(ArchCondition.from(DescribedPredicate.<JavaCodeUnit>describe("mention nothing internal",
				(member) -> Stream.concat(Stream.of(member.getReturnType()), member.getParameterTypes().stream())
					.flatMap((type) -> type.getAllInvolvedRawTypes().stream())
					.noneMatch((type) -> type.getPackageName().contains(".internal")))));

	// Each one is a promise. Whoever gets along with fewer lowers the number.
	@ArchTest
	static void fewTypesAreMeantForUsers(JavaClasses classes) {
		assertThat(classes.stream().filter(ArchitectureTests::isApi).map(JavaClass::getName))
			.hasSizeLessThanOrEqualTo(119);
	}

	@ArchTest
	static void noPackageIsAHall(JavaClasses classes) {
		Map<String, Long> files = classes.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(20));
	}

	private static boolean isApi(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC) && !type.getPackageName().contains(".internal")
				&& type.getEnclosingClass().map(ArchitectureTests::isApi).orElse(true);
	}

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicMembers = ArchRuleDefinition.members()
		.that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule classConditionsAreNotOnBeanMethods = ArchRuleDefinition.methods()
		.that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBeAnnotatedWith(ConditionalOnClass.class);

	@ArchTest
	static final ArchRule configurationsAreNotProxied = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(Configuration.class)
		.should()
		.beAnnotatedWith(DescribedPredicate.describe("@Configuration(proxyBeanMethods = false)",
				(annotation) -> annotation.getRawType().isEquivalentTo(Configuration.class)
						&& annotation.get("proxyBeanMethods").map(Boolean.FALSE::equals).orElse(false)));

	@ArchTest
	static final ArchRule nothingBlocksOrSubscribes = ArchRuleDefinition.noClasses()
		.should()
		.callMethodWhere(DescribedPredicate.describe("blocks or subscribes",
				(call) -> (call.getTargetOwner().isEquivalentTo(Mono.class)
						|| call.getTargetOwner().isEquivalentTo(Flux.class))
						&& call.getName().matches("block.*|subscribe")));

	@ArchTest
	static final ArchRule nothingIsNamedUtilOrManager = ArchRuleDefinition.noClasses()
		.should()
		.haveSimpleNameEndingWith("Utils")
		.orShould()
		.haveSimpleNameEndingWith("Util")
		.orShould()
		.haveSimpleNameEndingWith("Manager")
		.orShould()
		.haveSimpleNameEndingWith("Helper");

}
