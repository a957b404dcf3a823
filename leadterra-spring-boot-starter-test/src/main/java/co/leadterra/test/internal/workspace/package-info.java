/**
 * What is in the workspace, and how it changes.
 */
@NullMarked
package co.leadterra.test.internal.workspace;

import org.jspecify.annotations.NullMarked;
