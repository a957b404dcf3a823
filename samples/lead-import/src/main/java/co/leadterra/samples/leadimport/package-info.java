/**
 * An import of leads that can be restarted, with Spring Batch.
 */
@NullMarked
package co.leadterra.samples.leadimport;

import org.jspecify.annotations.NullMarked;
