package co.leadterra.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.CharsetUtil;
import io.netty.util.concurrent.Future;

/**
 * A process that answers as Leadterra would, from memory and with one thread, so that it
 * is the client that is measured.
 */
public final class CannedServer {

	static final int POOLS = 2;

	static final int REPLIES = 1000;

	static final String CAMPAIGN = "camp_fast";

	static final String SLOW_CAMPAIGN = "camp_slow";

	static final int LATENCY_MILLIS = 50;

	static final String API_KEY = "sk_test_for_the_benchmarks_only";

	private static final ByteBuf SENDER_POOLS = json(IntStream.range(0, POOLS)
		.mapToObj((i) -> """
				{"id":"pool_%s","name":"Pool %s","dailyCapacity":500,"remainingVolume":320,\
				"senderAccountIds":["acc_%s1","acc_%s2","acc_%s3"],"senderCount":3}""".formatted(i, i, i, i, i))
		.collect(Collectors.joining(",", "[", "]")));

	private static final ByteBuf REPLY_PAGE = json(IntStream.range(0, REPLIES)
		.mapToObj((i) -> """
				{"id":"rpl_%s","email":"lead%s@example.com","campaignId":"camp_1","classification":"interested",\
				"receivedAt":"%s","threadSnippet":"Thanks for reaching out, could we talk on Thursday at %s?"}"""
			.formatted(i, i, Instant.ofEpochSecond(1_800_000_000L - i), i % 24))
		.collect(Collectors.joining(",", "{\"replies\":[",
				"],\"pagination\":{\"total\":%s,\"page\":1,\"perPage\":%s}}".formatted(REPLIES, REPLIES))));

	private static long requests;

	private CannedServer() {
	}

	/**
	 * Starts the server on a free port, which it prints, and stops it when its input
	 * ends.
	 * @param args none
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		Channel channel = new ServerBootstrap().group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
			.channel(NioServerSocketChannel.class)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel connection) {
					connection.pipeline().addLast(new HttpServerCodec(), new Answers());
				}

			})
			.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
			.syncUninterruptibly()
			.channel();
		System.out.println("port=" + ((InetSocketAddress) channel.localAddress()).getPort());
		// the process that started this one holds the other end
		System.in.transferTo(OutputStream.nullOutputStream());
		System.exit(0);
	}

	private static ByteBuf json(String text) {
		return Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(text.getBytes(CharsetUtil.UTF_8)))
			.asReadOnly();
	}

	private static final class Answers extends SimpleChannelInboundHandler<HttpObject> {

		private String uri = "";

		private boolean authorized;

		private int leads;

		@Override
		protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
			if (part instanceof HttpRequest request) {
				this.uri = request.uri();
				this.authorized = ("Bearer " + API_KEY).equals(request.headers().get(HttpHeaderNames.AUTHORIZATION));
				this.leads = 0;
			}
			if (part instanceof HttpContent content) {
				this.leads += count(content.content(), (byte) '@');
			}
			if (part instanceof LastHttpContent) {
				FullHttpResponse answer = answer();
				if (this.uri.contains(SLOW_CAMPAIGN)) {
					Future<?> unused = context.executor()
						.schedule(() -> write(context, answer), LATENCY_MILLIS, TimeUnit.MILLISECONDS);
				}
				else {
					write(context, answer);
				}
			}
		}

		private static void write(ChannelHandlerContext context, FullHttpResponse answer) {
			ChannelFuture unused = context.writeAndFlush(answer);
		}

		private FullHttpResponse answer() {
			if (this.uri.equals("/requests")) {
				return answer(HttpResponseStatus.OK, json(Long.toString(requests)));
			}
			requests++;
			if (!this.authorized) {
				return answer(HttpResponseStatus.UNAUTHORIZED, Unpooled.EMPTY_BUFFER);
			}
			if (this.uri.endsWith("/leads/bulk")) {
				return answer(HttpResponseStatus.OK, json("{\"enrolled\":%s,\"updated\":0,\"skipped\":0,\"total\":%s}"
					.formatted(this.leads, this.leads)));
			}
			if (this.uri.startsWith("/v1/replies")) {
				return answer(HttpResponseStatus.OK, REPLY_PAGE.duplicate());
			}
			if (this.uri.equals("/v1/sender-pools")) {
				return answer(HttpResponseStatus.OK, SENDER_POOLS.duplicate());
			}
			return answer(HttpResponseStatus.NOT_FOUND, Unpooled.EMPTY_BUFFER);
		}

		private static FullHttpResponse answer(HttpResponseStatus status, ByteBuf body) {
			FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
			answer.headers()
				.set(HttpHeaderNames.CONTENT_TYPE, "application/json")
				.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
			return answer;
		}

		private static int count(ByteBuf buffer, byte wanted) {
			int count = 0;
			int at = buffer.indexOf(buffer.readerIndex(), buffer.writerIndex(), wanted);
			while (at != -1) {
				count++;
				at = buffer.indexOf(at + 1, buffer.writerIndex(), wanted);
			}
			return count;
		}

	}

}
