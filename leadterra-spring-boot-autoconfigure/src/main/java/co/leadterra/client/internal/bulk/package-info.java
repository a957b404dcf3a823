/**
 * How a stream travels: it is cut into batches, which are sent several at a time, and
 * what is refused is found out. Not part of the API.
 */
@NullMarked
package co.leadterra.client.internal.bulk;

import org.jspecify.annotations.NullMarked;
