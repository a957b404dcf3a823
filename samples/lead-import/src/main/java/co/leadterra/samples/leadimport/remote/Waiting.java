package co.leadterra.samples.leadimport.remote;

import co.leadterra.samples.leadimport.Console;

import org.springframework.core.NestedExceptionUtils;

/**
 * Says why something is waited for, once for each reason.
 */
class Waiting {

	private String reason = "";

	void because(Exception failure) {
		String current = NestedExceptionUtils.getMostSpecificCause(failure).toString();
		if (!current.equals(this.reason)) {
			Console.print("Waiting", "%s", current);
		}
		this.reason = current;
	}

	void isOver() {
		this.reason = "";
	}

}
