package co.leadterra.it;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener whose queue of connections is full, so that it makes no more of them.
 */
final class DeafListener implements Closeable {

	private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

	private final List<SocketChannel> queue = new ArrayList<>();

	DeafListener() throws IOException {
		for (int i = 0; i < 8; i++) {
			SocketChannel channel = SocketChannel.open();
			this.queue.add(channel);
			channel.configureBlocking(false);
			channel.connect(this.listener.getLocalSocketAddress());
		}
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.listener.getLocalPort());
	}

	@Override
	public void close() throws IOException {
		for (SocketChannel channel : this.queue) {
			channel.close();
		}
		this.listener.close();
	}

}
