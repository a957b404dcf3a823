package co.leadterra.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Delivers webhooks, each of them another, as fast as they are answered.
 */
final class WebhookLoad implements AutoCloseable {

	private static final int CONNECTIONS = 64;

	private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final AtomicLong deliveries = new AtomicLong();

	private final AtomicLong accepted = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private volatile String path = WebhookServer.HMAC_ONLY;

	WebhookLoad(int port) {
		Bootstrap bootstrap = new Bootstrap().group(this.group)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.handler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel connection) {
					connection.pipeline().addLast(new HttpClientCodec(), new Sender());
				}

			});
		for (int i = 0; i < CONNECTIONS; i++) {
			bootstrap.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).syncUninterruptibly();
		}
	}

	/**
	 * Delivers to an endpoint until it has accepted a number of deliveries.
	 * @param endpoint the path of the endpoint
	 * @param count the number
	 */
	void deliver(String endpoint, int count) {
		long end = this.accepted.get() + count;
		this.path = endpoint;
		while (this.accepted.get() < end) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			if (this.refused.get() > 0) {
				throw new IllegalStateException(this.refused + " deliveries were refused");
			}
		}
	}

	@Override
	public void close() {
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	private FullHttpRequest delivery() {
		byte[] body = """
				{"event":"reply.received","timestamp":"%s","data":{"reply":{"id":"rpl_%s","email":"ada@example.com",\
				"campaignId":"camp_1","classification":"interested","receivedAt":"2026-11-24T09:00:00Z",\
				"threadSnippet":"Thanks for reaching out, could we talk on Thursday?"}}}"""
			.formatted(Instant.now(), this.deliveries.incrementAndGet())
			.getBytes(StandardCharsets.UTF_8);
		FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, this.path,
				Unpooled.wrappedBuffer(body));
		request.headers()
			.set(HttpHeaderNames.HOST, "localhost")
			.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
			.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
			.set(WebhookServer.HEADER, WebhookServer.sign(body));
		return request;
	}

	private final class Sender extends SimpleChannelInboundHandler<HttpObject> {

		@Override
		public void channelActive(ChannelHandlerContext context) {
			send(context);
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
			if (part instanceof HttpResponse response && response.status().equals(HttpResponseStatus.NO_CONTENT)) {
				WebhookLoad.this.accepted.incrementAndGet();
			}
			else if (part instanceof HttpResponse) {
				WebhookLoad.this.refused.incrementAndGet();
			}
			if (part instanceof LastHttpContent) {
				send(context);
			}
		}

		private void send(ChannelHandlerContext context) {
			ChannelFuture unused = context.writeAndFlush(delivery());
		}

	}

}
