/**
 * Receiving webhook deliveries: their signature, their events, and how these reach an
 * application once.
 */
@NullMarked
package co.leadterra.webhook;

import org.jspecify.annotations.NullMarked;
