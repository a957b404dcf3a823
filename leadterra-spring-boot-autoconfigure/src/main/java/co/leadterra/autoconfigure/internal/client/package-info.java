/**
 * What is known of the clients that were configured. No part of the API: it changes
 * without notice.
 */
@NullMarked
package co.leadterra.autoconfigure.internal.client;

import org.jspecify.annotations.NullMarked;
