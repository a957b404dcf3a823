package co.leadterra.it;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.bulk.BulkInterruptedException;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.reply.ReplyAssignment;
import co.leadterra.client.reply.ReplyClient;
import co.leadterra.client.sdr.DraftEdits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the arguments of all calls, which are found by reflection so that none is
 * forgotten.
 */
class ArgumentTests extends AbstractClientTests {

	static Stream<Arguments> ids() {
		return parameters(ArgumentTests::isId);
	}

	// a stream is not sent before it is subscribed to, and refused then
	static Stream<Arguments> pathVariables() {
		return parameters((parameter) -> isId(parameter) && !isOfStream(parameter)
				&& !(parameter.getDeclaringExecutable().getDeclaringClass() == ReplyClient.class
						&& parameter.getName().equals("campaignId")));
	}

	static Stream<Arguments> requiredArguments() {
		return parameters((parameter) -> !isNullable(parameter));
	}

	private static Stream<Arguments> parameters(Predicate<Parameter> wanted) {
		return calls().flatMap((call) -> IntStream.range(0, call.method().getParameterCount())
			.filter((index) -> wanted.test(call.method().getParameters()[index]))
			.mapToObj((index) -> Arguments.of(call, index)));
	}

	private static Stream<Call> calls() {
		return Stream.of(LeadterraClient.class.getMethods())
			.filter((resource) -> resource.getReturnType().getPackageName().startsWith("co.leadterra.client."))
			.flatMap((resource) -> Stream.of(resource.getReturnType().getMethods())
				.filter((method) -> Publisher.class.isAssignableFrom(method.getReturnType()))
				.map((method) -> new Call(resource, method)));
	}

	private static boolean isId(Parameter parameter) {
		return parameter.getName().endsWith("Id");
	}

	private static boolean isOfStream(Parameter parameter) {
		return List.of(parameter.getDeclaringExecutable().getParameterTypes()).contains(Publisher.class);
	}

	private static boolean isNullable(Parameter parameter) {
		return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
	}

	@Test
	void callsOfAllResourcesAreFound() {
		assertThat(calls()).extracting((call) -> call.resource().getName())
			.contains("senderPools", "senderAccounts", "campaigns", "leads", "replies", "suppressionList", "webhooks",
					"sdr");
		assertThat(pathVariables()).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource("ids")
	void blankIdIsRefusedBeforeAnyRequest(Call call, int index) {
		assertThat(List.of("", " ", "\t\n"))
			.allSatisfy((id) -> assertThatIllegalArgumentException().isThrownBy(() -> call.make(this.client, index, id))
				.withMessage(call.nameOf(index) + " must not be blank"));
		assertThat(server.requestCount()).isZero();
	}

	@ParameterizedTest
	@MethodSource("requiredArguments")
	void nullIsRefusedBeforeAnyRequest(Call call, int index) {
		assertThatIllegalArgumentException().isThrownBy(() -> call.make(this.client, index, null));
		assertThat(server.requestCount()).isZero();
	}

	@ParameterizedTest
	@MethodSource("pathVariables")
	void idThatMeansAnotherPlaceIsRefusedBeforeAnyRequest(Call call, int index) {
		assertThat(List.of(".", ".."))
			.allSatisfy((id) -> assertThatIllegalArgumentException().isThrownBy(() -> call.make(this.client, index, id))
				.withMessage(call.nameOf(index) + " must not be '" + id + "'"));
		assertThat(server.requestCount()).isZero();
	}

	@ParameterizedTest
	@MethodSource("ids")
	void idStaysInItsPlace(Call call, int index) {
		Flux.from(call.make(this.client, index, "../x?y"))
			.onErrorComplete(LeadterraException.class)
			.onErrorComplete(BulkInterruptedException.class)
			.blockLast(TIMEOUT);
		assertThat(server.requests()).singleElement().satisfies((request) -> {
			if (request.query().isEmpty()) {
				assertThat(request.path()).startsWith("/v1/").containsOnlyOnce("/..%2Fx%3Fy/").doesNotContain("/x");
			}
			else {
				assertThat(request.path()).isEqualTo("/v1/replies");
				assertThat(request.query()).isEqualTo(Map.of("campaignId", List.of("../x?y")));
			}
		});
	}

	record Call(Method resource, Method method) {

		Publisher<?> make(LeadterraClient client, int index, @Nullable Object argument) {
			Object[] arguments = Stream.of(this.method.getParameterTypes()).map(Call::sample).toArray();
			arguments[index] = argument;
			Object target = ReflectionUtils.invokeMethod(this.resource, client);
			return (Publisher<?>) ReflectionUtils.invokeMethod(this.method, target, arguments);
		}

		String nameOf(int index) {
			return this.method.getParameters()[index].getName();
		}

		private static @Nullable Object sample(Class<?> type) {
			return Stream
				.of("some", Instant.EPOCH, List.of(Lead.of("ada@example.com")), Flux.just(Lead.of("ada@example.com")),
						EnrollmentOptions.defaults(), ReplyAssignment.builder("sdr_1").skipIcpCheck(true).build(),
						DraftEdits.text("some"))
				.filter(type::isInstance)
				.findFirst()
				.orElse(null);
		}

		@Override
		public String toString() {
			return this.resource.getName() + "()." + this.method.getName();
		}

	}

}
