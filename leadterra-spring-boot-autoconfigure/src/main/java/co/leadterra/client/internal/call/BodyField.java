package co.leadterra.client.internal.call;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the argument of a call that is the only field of its body. Without a value the
 * body is an object without fields.
 *
 * @since 0.1.0
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface BodyField {

	/**
	 * The name of the field.
	 * @return the name
	 */
	String value();

}
