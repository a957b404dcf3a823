/**
 * Webhook events on a page, as they arrive.
 */
@NullMarked
package co.leadterra.samples.webhookconsole;

import org.jspecify.annotations.NullMarked;
