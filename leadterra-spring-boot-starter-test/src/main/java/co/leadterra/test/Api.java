package co.leadterra.test;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests: lets the next fault happen, checks the key, finds the handler and
 * brings what it returns into shape.
 */
final class Api {

	private static final ResponseShape DEFAULT_SHAPE = ResponseShape.GUIDES;

	private static final ErrorShape DEFAULT_ERROR_SHAPE = ErrorShape.NESTED;

	private static final ErrorEntryShape DEFAULT_ERROR_ENTRY_SHAPE = ErrorEntryShape.INDEX_AND_EMAIL;

	private final JsonMapper json = new JsonMapper();

	private final Map<Operation, Call.Handler> handlers = new EnumMap<>(Operation.class);

	private final Map<Operation, ResponseShape> shapes = new ConcurrentHashMap<>();

	private final Workspace workspace;

	private final Inbox inbox;

	private final Keys keys;

	private final Faults<Fault> faults;

	private final Predicate<Behavior> behaviors;

	private volatile ErrorShape errorShape = DEFAULT_ERROR_SHAPE;

	private volatile ErrorEntryShape errorEntryShape = DEFAULT_ERROR_ENTRY_SHAPE;

	private volatile boolean echoingAuthorization;

	private volatile @Nullable CallLimit limit;

	Api(Workspace workspace, Keys keys, Faults<Fault> faults, Predicate<Behavior> behaviors) {
		this.workspace = workspace;
		this.inbox = workspace.inbox();
		this.keys = keys;
		this.faults = faults;
		this.behaviors = behaviors;
		addCampaignHandlers(workspace);
		addSdrHandlers(workspace);
		reset();
	}

	private void addCampaignHandlers(Workspace workspace) {
		SenderOperations senders = new SenderOperations(workspace.state().senders());
		this.handlers.put(Operation.LIST_SENDER_POOLS, senders::listPools);
		this.handlers.put(Operation.LIST_SENDER_ACCOUNTS, senders::listAccounts);
		CampaignOperations campaigns = new CampaignOperations(workspace.state(), workspace::sendingBegan);
		this.handlers.put(Operation.CREATE_CAMPAIGN, campaigns::create);
		this.handlers.put(Operation.START_CAMPAIGN, campaigns::start);
		this.handlers.put(Operation.PAUSE_CAMPAIGN, campaigns::pause);
		this.handlers.put(Operation.GET_CAMPAIGN_STATS, campaigns::stats);
		this.handlers.put(Operation.ENROLL_LEADS, campaigns::enroll);
		this.handlers.put(Operation.ADD_SUPPRESSIONS, new SuppressionOperations(workspace.state())::add);
		this.handlers.put(Operation.CREATE_WEBHOOK, new WebhookOperations(workspace.registeredWebhooks())::create);
	}

	private void addSdrHandlers(Workspace workspace) {
		ReplyOperations replies = new ReplyOperations(workspace.state(), this.inbox);
		this.handlers.put(Operation.LIST_REPLIES, replies::list);
		this.handlers.put(Operation.ASSIGN_REPLY, replies::assign);
		InboxOperations reading = new InboxOperations(this.inbox);
		this.handlers.put(Operation.LIST_SDRS, reading::listSdrs);
		this.handlers.put(Operation.LIST_INBOX, reading::listThreads);
		this.handlers.put(Operation.GET_GMAIL_STATUS, reading::gmailStatus);
		DraftOperations drafts = new DraftOperations(this.inbox);
		this.handlers.put(Operation.GENERATE_DRAFTS, drafts::generate);
		this.handlers.put(Operation.SEND_DRAFT, drafts::send);
		FollowUpOperations followUps = new FollowUpOperations(this.inbox);
		this.handlers.put(Operation.LIST_DUE_FOLLOW_UPS, followUps::listDue);
		this.handlers.put(Operation.COMPLETE_FOLLOW_UP, followUps::complete);
		this.handlers.put(Operation.SKIP_FOLLOW_UP, followUps::skip);
		this.handlers.put(Operation.RESCHEDULE_FOLLOW_UP, followUps::reschedule);
		this.handlers.put(Operation.SCHEDULE_FOLLOW_UP, followUps::schedule);
	}

	void reset() {
		respondWith(DEFAULT_SHAPE);
		this.errorShape = DEFAULT_ERROR_SHAPE;
		this.errorEntryShape = DEFAULT_ERROR_ENTRY_SHAPE;
		this.echoingAuthorization = false;
		this.limit = null;
	}

	void respondWith(ResponseShape shape) {
		this.handlers.keySet().forEach((operation) -> respondWith(operation, shape));
	}

	void respondWith(Operation operation, ResponseShape shape) {
		this.shapes.put(operation, shape);
	}

	void respondWith(ErrorShape shape) {
		this.errorShape = shape;
	}

	void respondWith(ErrorEntryShape shape) {
		this.errorEntryShape = shape;
	}

	void limit(CallLimit limit) {
		this.limit = limit;
	}

	void echoAuthorization() {
		this.echoingAuthorization = true;
	}

	Answer answer(RecordedRequest request) {
		Fault fault = this.faults.next((next) -> next.hits(request.calledOperation()));
		String authorization = request.header("Authorization");
		String echo = (this.echoingAuthorization && authorization != null) ? ": " + authorization : "";
		ErrorBodies errors = new ErrorBodies(this.errorShape, this.errorEntryShape, echo, this.json);
		return (fault != null) ? fault.apply(() -> answer(request, errors), errors) : answer(request, errors);
	}

	private Answer answer(RecordedRequest request, ErrorBodies errors) {
		try {
			Keys.Key key = this.keys.authenticate(request.headers().getOrDefault("Authorization", List.of()));
			Duration wait = wait(request);
			if (!wait.isZero()) {
				return tooManyCalls(wait, errors);
			}
			Operation operation = request.calledOperation();
			if (operation == null) {
				return unknown(request, errors);
			}
			key.authorize(operation);
			return handle(operation, request, key.sdrId());
		}
		catch (ApiError ex) {
			return errors.render(ex);
		}
	}

	private Duration wait(RecordedRequest request) {
		CallLimit limit = this.limit;
		return (limit != null) ? limit.count(String.valueOf(request.apiKey())) : Duration.ZERO;
	}

	private Answer tooManyCalls(Duration wait, ErrorBodies errors) {
		Answer answer = errors.render(ApiError.of(429, null, "The API key made too many calls"));
		return this.behaviors.test(Behavior.RETRY_AFTER_UNTOLD) ? answer
				: answer.withHeaders(Map.of("Retry-After", Long.toString(wait.plusNanos(999_999_999).toSeconds())));
	}

	private Answer handle(Operation operation, RecordedRequest request, @Nullable String linkedSdrId) {
		JsonObject body = body(request);
		Call.Handler handler = this.handlers.get(operation);
		ResponseShape shape = this.shapes.getOrDefault(operation, DEFAULT_SHAPE);
		if (handler == null) {
			throw new IllegalStateException("No handler for " + operation);
		}
		synchronized (this.workspace) {
			String sdrId = (linkedSdrId != null) ? linkedSdrId : this.inbox.firstSdrId();
			Call call = new Call(operation.variable(request.segments()), new Query(request.query()), body, sdrId,
					new ResponseShapes(shape, this.errorEntryShape), this.behaviors);
			return Answer.of(200, Answer.JSON, this.json.writeValueAsBytes(handler.handle(call)));
		}
	}

	private JsonObject body(RecordedRequest request) {
		byte[] bytes = request.bodyBytes();
		if (bytes.length == 0) {
			return JsonObject.EMPTY;
		}
		try {
			return JsonObject.body(this.json.readValue(bytes, Object.class));
		}
		catch (JacksonException ex) {
			throw ApiError.invalidRequest("The body is not valid JSON");
		}
	}

	private static Answer unknown(RecordedRequest request, ErrorBodies errors) {
		List<Operation> atPath = Operation.atPath(request.segments());
		if (atPath.isEmpty()) {
			return errors.render(ApiError.notFound("There is no such path"));
		}
		String allowed = atPath.stream().map(Operation::method).collect(Collectors.joining(", "));
		return errors.render(ApiError.of(405, null, "The path allows " + allowed))
			.withHeaders(Map.of("Allow", allowed));
	}

}
