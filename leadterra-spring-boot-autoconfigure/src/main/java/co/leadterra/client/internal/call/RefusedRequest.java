package co.leadterra.client.internal.call;

import java.util.List;

import co.leadterra.client.http.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A failure in which Leadterra refused a request as it stands, and may have said which
 * entries of a list are to blame.
 *
 * @since 0.1.0
 */
public interface RefusedRequest {

	/**
	 * Returns the HTTP status of the answer.
	 * @return the status
	 */
	@Nullable Integer getStatus();

	/**
	 * Returns what is wrong with single entries.
	 * @return what the answer said, none if it said nothing of the kind
	 */
	List<FieldError> getFieldErrors();

	/**
	 * Returns what happened.
	 * @return the message
	 */
	@Nullable String getMessage();

}
