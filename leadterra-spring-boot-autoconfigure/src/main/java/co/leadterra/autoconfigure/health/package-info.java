/**
 * The health contributor.
 */
@NullMarked
package co.leadterra.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
