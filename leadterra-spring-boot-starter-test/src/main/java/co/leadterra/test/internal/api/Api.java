package co.leadterra.test.internal.api;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import co.leadterra.test.Behavior;
import co.leadterra.test.ErrorEntryShape;
import co.leadterra.test.ErrorShape;
import co.leadterra.test.ResponseShape;
import co.leadterra.test.internal.wire.Answer;
import co.leadterra.test.internal.wire.Operation;
import co.leadterra.test.internal.wire.RawRequest;
import co.leadterra.test.internal.workspace.ApiError;
import co.leadterra.test.internal.workspace.Inbox;
import co.leadterra.test.internal.workspace.JsonObject;
import co.leadterra.test.internal.workspace.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests: lets the next fault happen, checks the key, finds the handler and
 * brings what it returns into shape.
 */
public final class Api {

	private static final ResponseShape DEFAULT_SHAPE = ResponseShape.GUIDES;

	private static final ErrorShape DEFAULT_ERROR_SHAPE = ErrorShape.NESTED;

	private static final ErrorEntryShape DEFAULT_ERROR_ENTRY_SHAPE = ErrorEntryShape.INDEX_AND_EMAIL;

	private final JsonMapper json = new JsonMapper();

	private final Map<Operation, Call.Handler> handlers = new EnumMap<>(Operation.class);

	private final Map<Operation, ResponseShape> shapes = new ConcurrentHashMap<>();

	private final Inbox inbox;

	private final Object lock;

	private final Keys keys;

	private final Faults faults;

	private final Predicate<Behavior> behaviors;

	private volatile ErrorShape errorShape = DEFAULT_ERROR_SHAPE;

	private volatile ErrorEntryShape errorEntryShape = DEFAULT_ERROR_ENTRY_SHAPE;

	private volatile boolean echoingAuthorization;

	private volatile @Nullable CallLimit limit;

	/**
	 * Creates the API.
	 * @param state what is in the workspace
	 * @param lock held while it is read or changed
	 * @param keys the keys that are valid
	 * @param faults lets faults happen
	 * @param behaviors tells what the server was told to do
	 */
	public Api(State state, Object lock, Keys keys, Faults faults, Predicate<Behavior> behaviors) {
		this.inbox = state.inbox();
		this.lock = lock;
		this.keys = keys;
		this.faults = faults;
		this.behaviors = behaviors;
		addCampaignHandlers(state);
		addSdrHandlers(state);
		reset();
	}

	private void addCampaignHandlers(State state) {
		SenderOperations senders = new SenderOperations(state.campaigns().senders());
		this.handlers.put(Operation.LIST_SENDER_POOLS, senders::listPools);
		this.handlers.put(Operation.LIST_SENDER_ACCOUNTS, senders::listAccounts);
		CampaignOperations campaigns = new CampaignOperations(state.campaigns(), state.simulation());
		this.handlers.put(Operation.CREATE_CAMPAIGN, campaigns::create);
		this.handlers.put(Operation.START_CAMPAIGN, campaigns::start);
		this.handlers.put(Operation.PAUSE_CAMPAIGN, campaigns::pause);
		this.handlers.put(Operation.GET_CAMPAIGN_STATS, campaigns::stats);
		this.handlers.put(Operation.ENROLL_LEADS, campaigns::enroll);
		this.handlers.put(Operation.ADD_SUPPRESSIONS, new SuppressionOperations(state.campaigns())::add);
		this.handlers.put(Operation.CREATE_WEBHOOK, new WebhookOperations(state.webhooks())::create);
	}

	private void addSdrHandlers(State state) {
		ReplyOperations replies = new ReplyOperations(state.campaigns(), this.inbox);
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

	public void reset() {
		respondWith(DEFAULT_SHAPE);
		this.errorShape = DEFAULT_ERROR_SHAPE;
		this.errorEntryShape = DEFAULT_ERROR_ENTRY_SHAPE;
		this.echoingAuthorization = false;
		this.limit = null;
	}

	public void respondWith(ResponseShape shape) {
		this.handlers.keySet().forEach((operation) -> respondWith(operation, shape));
	}

	public void respondWith(Operation operation, ResponseShape shape) {
		this.shapes.put(operation, shape);
	}

	public void respondWith(ErrorShape shape) {
		this.errorShape = shape;
	}

	public void respondWith(ErrorEntryShape shape) {
		this.errorEntryShape = shape;
	}

	public void limit(CallLimit limit) {
		this.limit = limit;
	}

	public void echoAuthorization() {
		this.echoingAuthorization = true;
	}

	public Answer answer(RawRequest request) {
		String authorization = request.header("Authorization");
		String echo = (this.echoingAuthorization && authorization != null) ? ": " + authorization : "";
		ErrorBodies errors = new ErrorBodies(this.errorShape, this.errorEntryShape, echo, this.json);
		return this.faults.apply(request.operation(), () -> answer(request, errors), errors);
	}

	private Answer answer(RawRequest request, ErrorBodies errors) {
		try {
			Keys.Key key = this.keys.authenticate(request.headers().getOrDefault("Authorization", List.of()));
			Duration wait = wait(request);
			if (!wait.isZero()) {
				return tooManyCalls(wait, errors);
			}
			Operation operation = request.operation();
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

	private Duration wait(RawRequest request) {
		CallLimit limit = this.limit;
		return (limit != null) ? limit.count(String.valueOf(request.apiKey())) : Duration.ZERO;
	}

	private Answer tooManyCalls(Duration wait, ErrorBodies errors) {
		Answer answer = errors.render(ApiError.of(429, null, "The API key made too many calls"));
		return this.behaviors.test(Behavior.RETRY_AFTER_UNTOLD) ? answer
				: answer.withHeaders(Map.of("Retry-After", Long.toString(wait.plusNanos(999_999_999).toSeconds())));
	}

	private Answer handle(Operation operation, RawRequest request, @Nullable String linkedSdrId) {
		JsonObject body = body(request);
		Call.Handler handler = this.handlers.get(operation);
		ResponseShape shape = this.shapes.getOrDefault(operation, DEFAULT_SHAPE);
		if (handler == null) {
			throw new IllegalStateException("No handler for " + operation);
		}
		synchronized (this.lock) {
			String sdrId = (linkedSdrId != null) ? linkedSdrId : this.inbox.firstSdrId();
			Call call = new Call(operation.variable(request.segments()), new Query(request.query()), body, sdrId,
					new ResponseShapes(shape, this.errorEntryShape), this.behaviors);
			return Answer.of(200, Answer.JSON, this.json.writeValueAsBytes(handler.handle(call)));
		}
	}

	private JsonObject body(RawRequest request) {
		byte[] bytes = request.body();
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

	private static Answer unknown(RawRequest request, ErrorBodies errors) {
		List<Operation> atPath = Operation.atPath(request.segments());
		if (atPath.isEmpty()) {
			return errors.render(ApiError.notFound("There is no such path"));
		}
		String allowed = atPath.stream().map(Operation::method).collect(Collectors.joining(", "));
		return errors.render(ApiError.of(405, null, "The path allows " + allowed))
			.withHeaders(Map.of("Allow", allowed));
	}

	/**
	 * Lets faults happen.
	 */
	@FunctionalInterface
	public interface Faults {

		/**
		 * Answers a call, or lets it go wrong.
		 * @param operation what is called, or {@code null} if it is not documented
		 * @param call answers it
		 * @param errors renders errors
		 * @return what goes over the wire
		 */
		Answer apply(@Nullable Operation operation, Supplier<Answer> call, ErrorBodies errors);

	}

}
