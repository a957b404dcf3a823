/**
 * The endpoint, and what the actuator must not show.
 */
@NullMarked
package co.leadterra.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
