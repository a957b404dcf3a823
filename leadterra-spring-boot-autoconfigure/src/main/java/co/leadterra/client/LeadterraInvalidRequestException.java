package co.leadterra.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.call.RefusedRequest;

/**
 * Leadterra refused the request as it stands (400, 422 and other 4xx without an exception
 * of their own). Sending it again does not help.
 *
 * @since 0.1.0
 */
public class LeadterraInvalidRequestException extends LeadterraException implements RefusedRequest {

	private static final long serialVersionUID = 1L;

	private final ArrayList<FieldError> fieldErrors;

	private final boolean icpFailed;

	LeadterraInvalidRequestException(FailedCall call, String description, ErrorBody body) {
		super(call, description, null);
		this.fieldErrors = new ArrayList<>(body.fieldErrors());
		this.icpFailed = body.icpFailed();
	}

	/**
	 * Returns what Leadterra found wrong with single fields, leads or addresses.
	 * @return the entries, none if the answer had none
	 */
	@Override
	public List<FieldError> getFieldErrors() {
		return Collections.unmodifiableList(this.fieldErrors);
	}

	/**
	 * Returns whether a hand-off was refused because the contact does not fit the ideal
	 * customer profile.
	 * @return whether the answer said so
	 * @see <a href="https://docs.leadterra.co/api-reference/replies-assign">Assign a
	 * reply</a>
	 */
	public boolean isIcpFailed() {
		return this.icpFailed;
	}

}
