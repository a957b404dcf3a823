package co.leadterra.client.http;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * One entry of what Leadterra found wrong with a request.
 * <p>
 * The documentation promises such entries but does not show one, so each part may be
 * absent.
 *
 * @param index the place of the entry in the list that was sent, from 0
 * @param field the name of the field
 * @param email the address of the lead
 * @param code Leadterra's error code
 * @param message Leadterra's explanation
 * @since 0.1.0
 */
public record FieldError(@Nullable Integer index, @Nullable String field, @Nullable String email, @Nullable String code,
		@Nullable String message) implements Serializable {

}
