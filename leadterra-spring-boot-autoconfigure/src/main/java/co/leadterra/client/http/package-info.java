/**
 * What an application names of the way of its calls: keys, budgets, retries.
 */
@NullMarked
package co.leadterra.client.http;

import org.jspecify.annotations.NullMarked;
