package co.leadterra.test;

/**
 * A request that has passed authentication, ready for its handler.
 *
 * @param id the value of the path variable, empty if the path has none
 * @param query the query parameters
 * @param body the JSON body, empty if none was sent
 * @param sdrId the SDR linked to the request's key, empty if there is none
 * @param shapes the form the answer is to take
 */
record Call(String id, Query query, JsonObject body, String sdrId, ResponseShapes shapes) {

	/**
	 * Answers a call.
	 */
	@FunctionalInterface
	interface Handler {

		Object handle(Call call);

	}

}
