/**
 * The suppression list of the workspace.
 */
@NullMarked
package co.leadterra.client.suppression;

import org.jspecify.annotations.NullMarked;
