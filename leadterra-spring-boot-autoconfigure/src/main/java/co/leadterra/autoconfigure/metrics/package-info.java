/**
 * Metrics of the Leadterra clients.
 */
@NullMarked
package co.leadterra.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
