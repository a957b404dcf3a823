/**
 * How every call to Leadterra travels: the key, the base URL and the JSON.
 */
@NullMarked
package co.leadterra.client.http;

import org.jspecify.annotations.NullMarked;
