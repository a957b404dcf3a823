/**
 * Runs the benchmarks, and puts what they measured into a table.
 */
@NullMarked
package co.leadterra.benchmarks;

import org.jspecify.annotations.NullMarked;
