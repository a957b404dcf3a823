/**
 * What the client tells Micrometer.
 */
@NullMarked
package co.leadterra.observation;

import org.jspecify.annotations.NullMarked;
