/**
 * How the API key gets to its one origin.
 */
@NullMarked
package co.leadterra.client.internal.key;

import org.jspecify.annotations.NullMarked;
