package co.leadterra.client.internal.call;

import org.springframework.util.MultiValueMap;

/**
 * An argument of a call that becomes part of its query string.
 *
 * @since 0.1.0
 */
public interface QueryParameters {

	/**
	 * Returns the query parameters, without those that were not set.
	 * @return the names and values, not encoded
	 */
	MultiValueMap<String, String> toQueryParameters();

}
