/**
 * The connections of clients, where they are of Reactor Netty.
 */
@NullMarked
package co.leadterra.client.internal.transport;

import org.jspecify.annotations.NullMarked;
