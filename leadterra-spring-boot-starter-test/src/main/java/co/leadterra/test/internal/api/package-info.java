/**
 * Answers the calls of the API.
 */
@NullMarked
package co.leadterra.test.internal.api;

import org.jspecify.annotations.NullMarked;
