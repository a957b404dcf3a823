/**
 * Registration of webhooks.
 */
@NullMarked
package co.leadterra.client.webhook;

import org.jspecify.annotations.NullMarked;
