/**
 * The main job with Leadterra, from the key to the replies.
 */
@NullMarked
package co.leadterra.samples.quickstart;

import org.jspecify.annotations.NullMarked;
