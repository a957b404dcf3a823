package co.leadterra.test.internal.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The documented calls of the API, written as the documentation writes them.
 */
public enum Operation {

	LIST_SENDER_POOLS("GET /v1/sender-pools"),

	LIST_SENDER_ACCOUNTS("GET /v1/sender-accounts"),

	CREATE_CAMPAIGN("POST /v1/campaigns"),

	START_CAMPAIGN("POST /v1/campaigns/:id/start"),

	PAUSE_CAMPAIGN("POST /v1/campaigns/:id/pause"),

	GET_CAMPAIGN_STATS("GET /v1/campaigns/:id/stats"),

	ENROLL_LEADS("POST /v1/campaigns/:id/leads/bulk"),

	LIST_REPLIES("GET /v1/replies"),

	ADD_SUPPRESSIONS("POST /v1/suppression-list"),

	CREATE_WEBHOOK("POST /v1/webhooks"),

	LIST_SDRS("GET /v1/sdrs"),

	ASSIGN_REPLY("POST /v1/replies/:replyId/assign"),

	LIST_INBOX("GET /v1/sdr/inbox"),

	GET_GMAIL_STATUS("GET /v1/sdr/gmail/status"),

	GENERATE_DRAFTS("POST /v1/sdr/drafts/generate"),

	SEND_DRAFT("POST /v1/sdr/drafts/:draftId/send"),

	LIST_DUE_FOLLOW_UPS("GET /v1/sdr/followups/due"),

	COMPLETE_FOLLOW_UP("POST /v1/sdr/followups/:followupId/complete"),

	SKIP_FOLLOW_UP("POST /v1/sdr/followups/:followupId/skip"),

	RESCHEDULE_FOLLOW_UP("POST /v1/sdr/followups/:followupId/reschedule"),

	SCHEDULE_FOLLOW_UP("POST /v1/sdr/threads/:threadId/followup/schedule");

	private static final Pattern VARIABLE = Pattern.compile(":[^/]+|\\{[^/]+}");

	private static final Map<String, Operation> BY_NAME = Arrays.stream(values())
		.collect(
				Collectors.toUnmodifiableMap((operation) -> withoutVariableNames(operation.text), Function.identity()));

	private final String text;

	private final String method;

	Operation(String text) {
		this.text = text;
		this.method = text.substring(0, text.indexOf(' '));
	}

	public static Operation of(String text) {
		Operation operation = BY_NAME.get(withoutVariableNames(text));
		if (operation == null) {
			throw new IllegalArgumentException("'%s' is not an operation of the API, which has %s".formatted(text,
					Arrays.stream(values()).map(Operation::toString).collect(Collectors.joining(", "))));
		}
		return operation;
	}

	public static List<Operation> atPath(List<String> segments) {
		return Arrays.stream(values()).filter((operation) -> operation.hasPath(segments)).toList();
	}

	private static String withoutVariableNames(String text) {
		return VARIABLE.matcher(text).replaceAll(":");
	}

	public String method() {
		return this.method;
	}

	// no documented path has two variables
	public String variable(List<String> path) {
		List<String> segments = segments();
		for (int i = 0; i < segments.size(); i++) {
			if (isVariable(segments.get(i))) {
				return path.get(i);
			}
		}
		return "";
	}

	private boolean hasPath(List<String> path) {
		List<String> segments = segments();
		if (path.size() != segments.size()) {
			return false;
		}
		for (int i = 0; i < path.size(); i++) {
			String expected = segments.get(i);
			boolean matches = isVariable(expected) ? !path.get(i).isEmpty() : expected.equals(path.get(i));
			if (!matches) {
				return false;
			}
		}
		return true;
	}

	private List<String> segments() {
		return List.of(this.text.substring(this.method.length() + 1).split("/"));
	}

	private static boolean isVariable(String segment) {
		return segment.startsWith(":");
	}

	@Override
	public String toString() {
		return this.text;
	}

}
