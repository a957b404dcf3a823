/**
 * What several resources share. Not part of the API.
 */
@NullMarked
package co.leadterra.client.internal;

import org.jspecify.annotations.NullMarked;
