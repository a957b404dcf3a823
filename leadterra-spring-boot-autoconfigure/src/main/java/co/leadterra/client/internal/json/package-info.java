/**
 * How JSON is written and read.
 */
@NullMarked
package co.leadterra.client.internal.json;

import org.jspecify.annotations.NullMarked;
