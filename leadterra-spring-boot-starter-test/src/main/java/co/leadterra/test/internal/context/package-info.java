/**
 * Gives tests with Spring a server.
 */
@NullMarked
package co.leadterra.test.internal.context;

import org.jspecify.annotations.NullMarked;
