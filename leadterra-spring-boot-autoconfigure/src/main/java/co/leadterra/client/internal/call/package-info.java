/**
 * What a call is: its resource, its marks, its attempts.
 */
@NullMarked
package co.leadterra.client.internal.call;

import org.jspecify.annotations.NullMarked;
