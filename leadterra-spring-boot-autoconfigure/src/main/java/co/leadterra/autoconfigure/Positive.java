package co.leadterra.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A property whose value must be greater than zero.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface Positive {

	/**
	 * Whether zero will do.
	 * @return whether it will
	 */
	boolean orZero() default false;

	/**
	 * Returns the greatest value, if it is a number.
	 * @return the greatest value
	 */
	int max() default Integer.MAX_VALUE;

}
