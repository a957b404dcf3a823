package co.leadterra.autoconfigure.internal.transport;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What Boot's settings for all HTTP clients do not know of.
 *
 * @param proxy the proxy, or {@code null} for that of the system
 * @param maxConnections how many connections there are at most
 * @param maxIdleTime how long a connection stays unused
 * @param maxLifeTime how long a connection is used
 */
public record ConnectionSettings(@Nullable HttpProxy proxy, int maxConnections, Duration maxIdleTime,
		Duration maxLifeTime) {

}
