/**
 * Carries events to webhooks.
 */
@NullMarked
package co.leadterra.test.internal.delivery;

import org.jspecify.annotations.NullMarked;
