/**
 * Campaigns: creating, starting and pausing them, and their figures.
 */
@NullMarked
package co.leadterra.client.campaign;

import org.jspecify.annotations.NullMarked;
