/**
 * A stand-in for Leadterra that answers in memory.
 */
@NullMarked
package co.leadterra.client.fake;

import org.jspecify.annotations.NullMarked;
