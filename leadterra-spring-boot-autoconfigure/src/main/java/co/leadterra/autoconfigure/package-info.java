/**
 * The Leadterra client in a Spring Boot application: properties, beans and what is
 * printed when the start fails.
 */
@NullMarked
package co.leadterra.autoconfigure;

import org.jspecify.annotations.NullMarked;
