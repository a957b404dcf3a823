/**
 * What may be shown of a text that came from outside.
 */
@NullMarked
package co.leadterra.client.internal.text;

import org.jspecify.annotations.NullMarked;
