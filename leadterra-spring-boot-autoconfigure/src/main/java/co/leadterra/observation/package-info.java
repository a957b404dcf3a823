/**
 * What is told to Micrometer.
 */
@NullMarked
package co.leadterra.observation;

import org.jspecify.annotations.NullMarked;
