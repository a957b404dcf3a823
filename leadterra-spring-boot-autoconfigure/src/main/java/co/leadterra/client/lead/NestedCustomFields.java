package co.leadterra.client.lead;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Jackson mix-in for {@link Lead} that keeps custom fields in an object of their own.
 */
interface NestedCustomFields {

	@JsonAnyGetter(enabled = false)
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	Map<String, @Nullable Object> customFields();

}
