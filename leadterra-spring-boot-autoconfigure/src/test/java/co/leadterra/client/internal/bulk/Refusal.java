package co.leadterra.client.internal.bulk;

import java.util.List;

import co.leadterra.client.http.FieldError;
import co.leadterra.client.internal.call.RefusedRequest;

/**
 * A failure that says which leads were refused.
 */
final class Refusal extends RuntimeException implements RefusedRequest {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final transient List<FieldError> errors;

	Refusal(int status, List<FieldError> errors) {
		super("refused");
		this.status = status;
		this.errors = errors;
	}

	@Override
	public Integer getStatus() {
		return this.status;
	}

	@Override
	public List<FieldError> getFieldErrors() {
		return this.errors;
	}

}
