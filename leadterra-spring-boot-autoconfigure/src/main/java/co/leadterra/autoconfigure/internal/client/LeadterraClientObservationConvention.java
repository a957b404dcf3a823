package co.leadterra.autoconfigure.internal.client;

import java.util.regex.Pattern;

import co.leadterra.client.LeadterraException;
import co.leadterra.client.http.ApiKey;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

/**
 * Names the calls of one client {@code leadterra.client.requests} and gives them tags
 * besides those of every Spring {@code WebClient}, all with few values: the name of the
 * client, the method and path of the call with its variables unfilled, the mode of the
 * API key ({@code NONE} if none is known yet), and the error code that Leadterra gave
 * ({@code none} if it gave none). The name is not that of other HTTP clients, because
 * some metrics systems want the same tags under the same name.
 *
 * @since 0.1.0
 */
public final class LeadterraClientObservationConvention extends DefaultClientRequestObservationConvention {

	/**
	 * What Leadterra's codes look like. Anything else, such as a sentence, could be new
	 * each time.
	 */
	private static final Pattern CODE = Pattern.compile("[a-zA-Z][\\w.-]{0,63}");

	private final String client;

	private final ApiKeySource apiKey;

	/**
	 * Creates a convention.
	 * @param client the name of the client
	 * @param apiKey the API key of the client
	 */
	public LeadterraClientObservationConvention(String client, ApiKeySource apiKey) {
		super("leadterra.client.requests");
		this.client = client;
		this.apiKey = apiKey;
	}

	@Override
	public String getContextualName(ClientRequestObservationContext context) {
		return "leadterra " + operation(context);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ClientRequestObservationContext context) {
		ApiKey key = this.apiKey.currentApiKey();
		return super.getLowCardinalityKeyValues(context).and(KeyValue.of("leadterra.client", this.client),
				KeyValue.of("leadterra.operation", operation(context)),
				KeyValue.of("leadterra.mode", (key != null) ? key.mode().name() : "NONE"),
				KeyValue.of("leadterra.error.code", errorCode(context)));
	}

	private String operation(ClientRequestObservationContext context) {
		return method(context).getValue() + " " + uri(context).getValue().replaceFirst("\\?.*", "");
	}

	private static String errorCode(ClientRequestObservationContext context) {
		String code = (context.getError() instanceof LeadterraException failure) ? failure.getCode() : null;
		return (code != null && CODE.matcher(code).matches()) ? code : KeyValue.NONE_VALUE;
	}

	@Override
	protected KeyValue status(ClientRequestObservationContext context) {
		Integer status = status(context.getError());
		return (status != null) ? KeyValue.of("status", status.toString()) : super.status(context);
	}

	@Override
	protected KeyValue outcome(ClientRequestObservationContext context) {
		Integer status = status(context.getError());
		if (status == null) {
			return super.outcome(context);
		}
		return KeyValue.of("outcome", switch (status / 100) {
			case 3 -> "REDIRECTION";
			case 4 -> "CLIENT_ERROR";
			case 5 -> "SERVER_ERROR";
			default -> "UNKNOWN";
		});
	}

	private static @Nullable Integer status(@Nullable Throwable error) {
		return (error instanceof LeadterraException failure) ? failure.getStatus() : null;
	}

}
