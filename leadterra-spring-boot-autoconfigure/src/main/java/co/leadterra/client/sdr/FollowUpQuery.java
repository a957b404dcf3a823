package co.leadterra.client.sdr;

import co.leadterra.client.internal.call.QueryParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Which due follow-ups to read.
 *
 * @param limit the number of follow-ups to read at most, 1 to 200; 50 by default
 * @param includeUpcoming whether to read those too that are not due yet; not by default
 * @since 0.1.0
 * @see <a href="https://docs.leadterra.co/api-reference/sdr-followups">Due follow-ups</a>
 */
public record FollowUpQuery(@Nullable Integer limit, @Nullable Boolean includeUpcoming) implements QueryParameters {

	/**
	 * Creates a query.
	 */
	public FollowUpQuery {
		Assert.isTrue(limit == null || (limit >= 1 && limit <= 200), "limit must be from 1 to 200");
	}

	/**
	 * Returns the query that reads what Leadterra gives by default.
	 * @return the query
	 */
	public static FollowUpQuery defaults() {
		return new FollowUpQuery(null, null);
	}

	/**
	 * Creates a query for those follow-ups that are due.
	 * @param limit the number of follow-ups to read at most, 1 to 200
	 * @return the query
	 */
	public static FollowUpQuery due(int limit) {
		return new FollowUpQuery(limit, null);
	}

	/**
	 * Creates a query for follow-ups whether they are due or not.
	 * @param limit the number of follow-ups to read at most, 1 to 200
	 * @return the query
	 */
	public static FollowUpQuery upcoming(int limit) {
		return new FollowUpQuery(limit, true);
	}

	@Override
	public MultiValueMap<String, String> toQueryParameters() {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		if (this.limit != null) {
			parameters.add("limit", this.limit.toString());
		}
		if (this.includeUpcoming != null) {
			parameters.add("includeUpcoming", this.includeUpcoming.toString());
		}
		return parameters;
	}

}
