/**
 * A stateful Leadterra stand-in for tests, and the annotation that brings it into a test
 * context.
 */
@NullMarked
package co.leadterra.test;

import org.jspecify.annotations.NullMarked;
