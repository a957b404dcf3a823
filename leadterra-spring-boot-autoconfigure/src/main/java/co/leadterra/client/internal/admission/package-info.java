/**
 * When a call may be sent: rate limits, rejected keys, budgets.
 */
@NullMarked
package co.leadterra.client.internal.admission;

import org.jspecify.annotations.NullMarked;
