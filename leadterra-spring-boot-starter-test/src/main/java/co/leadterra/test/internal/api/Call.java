package co.leadterra.test.internal.api;

import java.util.function.Predicate;

import co.leadterra.test.Behavior;
import co.leadterra.test.internal.workspace.JsonObject;

/**
 * A request that has passed authentication, ready for its handler.
 *
 * @param id the value of the path variable, empty if the path has none
 * @param query the query parameters
 * @param body the JSON body, empty if none was sent
 * @param sdrId the SDR linked to the request's key, empty if there is none
 * @param shapes the form the answer is to take
 * @param behaviors tells what the server was told to do
 */
record Call(String id, Query query, JsonObject body, String sdrId, ResponseShapes shapes,
		Predicate<Behavior> behaviors) {

	private static final int CAP = 20;

	boolean behaves(Behavior behavior) {
		return this.behaviors.test(behavior);
	}

	/**
	 * Reads where a page begins.
	 * @param name the query parameter
	 * @param first where the first page begins
	 * @return where the page begins
	 */
	int place(String name, int first) {
		int given = this.query.number(name, first, first, Integer.MAX_VALUE);
		return behaves(Behavior.PAGES_IGNORED) ? first : given;
	}

	/**
	 * Reads how much a page may hold.
	 * @param name the query parameter
	 * @param usual how much it is if nothing is given
	 * @param max the most that may be given
	 * @return how much it is
	 */
	int size(String name, int usual, int max) {
		int given = this.query.number(name, usual, 1, max);
		int size = behaves(Behavior.PAGES_IGNORED) ? usual : given;
		return behaves(Behavior.PAGES_CAPPED) ? Math.min(size, CAP) : size;
	}

	/**
	 * Answers a call.
	 */
	@FunctionalInterface
	interface Handler {

		Object handle(Call call);

	}

}
