package co.leadterra.client.internal.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record that Leadterra answers with, and names the keys that may wrap it.
 * <p>
 * The public documentation shows one answer bare, under {@code data} and under the name
 * of its resource. A marked record is read from all of these; {@code data} need not be
 * named, nor need {@code items} and {@code results} around a list.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Envelope {

	/**
	 * Keys under which the documentation, or a sensible guess, nests the record or a list
	 * of it.
	 * @return the keys, in no order
	 */
	String[] value() default {};

	/**
	 * Returns whether the record looks for itself what is wrapped.
	 * @return whether it is read from the whole answer
	 */
	boolean whole() default false;

}
