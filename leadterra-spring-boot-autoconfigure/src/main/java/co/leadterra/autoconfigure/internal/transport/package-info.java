/**
 * How the HTTP library of the application is set up for Leadterra. No part of the API: it
 * changes without notice.
 */
@NullMarked
package co.leadterra.autoconfigure.internal.transport;

import org.jspecify.annotations.NullMarked;
