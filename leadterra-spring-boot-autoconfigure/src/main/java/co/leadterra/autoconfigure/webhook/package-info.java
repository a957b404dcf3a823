/**
 * Receiving webhook deliveries in a Spring Boot application: properties, endpoints and
 * the way past Spring Security.
 */
@NullMarked
package co.leadterra.autoconfigure.webhook;

import org.jspecify.annotations.NullMarked;
