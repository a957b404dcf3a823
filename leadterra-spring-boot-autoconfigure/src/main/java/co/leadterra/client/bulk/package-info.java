/**
 * Sending a stream of any length in batches: what the resources that offer it share.
 */
@NullMarked
package co.leadterra.client.bulk;

import org.jspecify.annotations.NullMarked;
