package co.leadterra.client.internal;

/**
 * Code that is known never to block, so that it is called where a call is. What an
 * application brings is called on threads that may block.
 *
 * @since 0.1.0
 */
public interface NeverBlocking {

}
