/**
 * What an application injects: the Leadterra client, and the exceptions of its calls.
 */
@NullMarked
package co.leadterra.client;

import org.jspecify.annotations.NullMarked;
