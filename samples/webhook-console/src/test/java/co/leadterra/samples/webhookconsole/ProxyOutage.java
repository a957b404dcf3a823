package co.leadterra.samples.webhookconsole;

import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers as a proxy does whose application is away.
 */
class ProxyOutage implements WebFilter {

	private final Sinks.Many<Boolean> cut = Sinks.many().multicast().directBestEffort();

	private final AtomicInteger answers = new AtomicInteger();

	private volatile boolean away;

	void begin() {
		this.answers.set(0);
		this.away = true;
		this.cut.emitNext(true, Sinks.EmitFailureHandler.FAIL_FAST);
	}

	void end() {
		this.away = false;
	}

	/**
	 * Returns how often the page was told so since it began when it asked for events.
	 * @return the number of answers
	 */
	int answers() {
		return this.answers.get();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String path = exchange.getRequest().getPath().value();
		if (!path.startsWith("/api/")) {
			return chain.filter(exchange);
		}
		if (this.away) {
			if (path.equals("/api/events")) {
				this.answers.incrementAndGet();
			}
			exchange.getResponse().setStatusCode(HttpStatus.BAD_GATEWAY);
			return exchange.getResponse().setComplete();
		}
		return chain.filter(exchange).takeUntilOther(this.cut.asFlux());
	}

}
