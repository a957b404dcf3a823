/**
 * Sender pools and sender accounts.
 */
@NullMarked
package co.leadterra.client.sender;

import org.jspecify.annotations.NullMarked;
