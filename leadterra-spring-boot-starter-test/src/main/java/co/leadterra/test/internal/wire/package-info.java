/**
 * Carries calls over the wire, and remembers them.
 */
@NullMarked
package co.leadterra.test.internal.wire;

import org.jspecify.annotations.NullMarked;
