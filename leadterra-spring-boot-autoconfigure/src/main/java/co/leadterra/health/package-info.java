/**
 * Whether Leadterra answers and accepts the API key.
 */
@NullMarked
package co.leadterra.health;

import org.jspecify.annotations.NullMarked;
