package co.leadterra.autoconfigure.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import co.leadterra.webhook.WebhookSignature;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/**
 * Receives deliveries in a servlet application, without holding a thread for a body that
 * is slow or a handler that takes its time, unless a filter on the way leaves no choice.
 */
class ServletWebhookHandler implements HttpRequestHandler {

	private static final Log logger = LogFactory.getLog(ServletWebhookHandler.class);

	private static final int BUFFER_SIZE = 8192;

	/**
	 * The endpoint has its own limits.
	 */
	private static final long NO_TIMEOUT = -1;

	private final WebhookEndpoint endpoint;

	ServletWebhookHandler(WebhookEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
		if (async.getConcurrentResult() instanceof ResponseEntity<?> answer) {
			write(answer, response);
			return;
		}
		ResponseEntity<String> rejection = this.endpoint.rejectUnread(HttpMethod.valueOf(request.getMethod()),
				request.getContentType(), request.getContentLengthLong());
		if (rejection != null) {
			write(rejection, response);
			return;
		}
		ServletInputStream body = request.getInputStream();
		boolean present = request.getContentLengthLong() >= 0 && body.available() >= request.getContentLengthLong();
		if (!request.isAsyncSupported() || !(present || isOfServer(body, request))) {
			write(receive(request, blocking(body)).join(), response);
		}
		else if (present) {
			answerLater(receive(request, blocking(body)), async,
					WebAsyncUtils.createAsyncWebRequest(request, response));
		}
		else {
			receiveLater(request, response);
		}
	}

	private static void answerLater(CompletableFuture<ResponseEntity<String>> answer, WebAsyncManager async,
			AsyncWebRequest request) {
		DeferredResult<ResponseEntity<String>> result = new DeferredResult<>(NO_TIMEOUT);
		async.setAsyncWebRequest(request);
		try {
			async.startDeferredResultProcessing(result);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		CompletableFuture<?> unused = answer.thenAccept(result::setResult);
	}

	// Spring would keep a result for the server's error page if the body turns out to be
	// broken.
	private void receiveLater(HttpServletRequest request, HttpServletResponse response) throws IOException {
		ServletInputStream body = request.getInputStream();
		AsyncContext context = request.startAsync();
		context.setTimeout(NO_TIMEOUT);
		CompletableFuture<?> unused = receive(request, nonBlocking(body)).thenAccept((answer) -> {
			try {
				try {
					write(answer, response);
					if (HttpStatus.BAD_REQUEST.isSameCodeAs(answer.getStatusCode())) {
						// Tomcat drops what is not sent of the answer to a broken body
						response.flushBuffer();
					}
				}
				finally {
					context.complete();
				}
			}
			catch (IOException | IllegalStateException ex) {
				logger.debug("The sender of a webhook delivery has gone", ex);
			}
		});
	}

	// The endpoint answers whatever it receives.
	@SuppressWarnings("NullAway")
	private CompletableFuture<ResponseEntity<String>> receive(HttpServletRequest request, Flux<byte[]> body) {
		List<String> signatures = Collections.list(request.getHeaders(WebhookSignature.HEADER));
		return this.endpoint.receive(body, signatures).contextCapture().toFuture();
	}

	// A filter that has read the body gives a stream of its own, which seldom knows
	// listeners.
	private static boolean isOfServer(ServletInputStream input, HttpServletRequest request) throws IOException {
		ServletRequest original = request;
		while (original instanceof ServletRequestWrapper wrapper) {
			original = wrapper.getRequest();
		}
		try {
			return original == request || original.getInputStream() == input;
		}
		catch (IllegalStateException ex) {
			// a filter reads characters
			return false;
		}
	}

	private static Flux<byte[]> blocking(ServletInputStream input) {
		return Flux.create((sink) -> {
			try {
				read(input, () -> true, sink);
				sink.complete();
			}
			catch (IOException ex) {
				fail(sink, ex);
			}
		});
	}

	private static Flux<byte[]> nonBlocking(ServletInputStream input) {
		return Flux.create((sink) -> input.setReadListener(new Reader(input, sink)));
	}

	private static void read(ServletInputStream input, BooleanSupplier ready, FluxSink<byte[]> sink)
			throws IOException {
		byte[] buffer = new byte[BUFFER_SIZE];
		int length = 0;
		while (length >= 0 && !sink.isCancelled() && ready.getAsBoolean()) {
			length = input.read(buffer);
			sink.next(Arrays.copyOf(buffer, Math.max(length, 0)));
		}
	}

	// A body may break after it was given up, which is no news.
	private static void fail(FluxSink<byte[]> sink, Throwable failure) {
		if (!sink.isCancelled()) {
			sink.error(failure);
		}
	}

	private static void write(ResponseEntity<?> answer, HttpServletResponse response) throws IOException {
		response.setStatus(answer.getStatusCode().value());
		answer.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		if (answer.getBody() instanceof String text) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			response.setContentType(MediaType.TEXT_PLAIN_VALUE);
			response.setContentLength(bytes.length);
			response.getOutputStream().write(bytes);
		}
	}

	private static final class Reader implements ReadListener {

		private final ServletInputStream input;

		private final FluxSink<byte[]> sink;

		Reader(ServletInputStream input, FluxSink<byte[]> sink) {
			this.input = input;
			this.sink = sink;
		}

		@Override
		public void onDataAvailable() throws IOException {
			read(this.input, this.input::isReady, this.sink);
		}

		@Override
		public void onAllDataRead() {
			this.sink.complete();
		}

		@Override
		public void onError(Throwable failure) {
			fail(this.sink, failure);
		}

	}

}
