package co.leadterra.client.internal.call;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a call whose answer is long in coming, so that it is given more time than others.
 * <p>
 * {@link ResourceFactory} hands the mark on as a request attribute.
 *
 * @since 0.1.0
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface LongRunning {

	/**
	 * The name of the request attribute, whose value is {@code true}.
	 */
	String ATTRIBUTE = "co.leadterra.long-running";

}
