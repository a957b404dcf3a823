/**
 * The import on several machines: a manager that gives ranges away, and workers.
 */
@NullMarked
package co.leadterra.samples.leadimport.remote;

import org.jspecify.annotations.NullMarked;
