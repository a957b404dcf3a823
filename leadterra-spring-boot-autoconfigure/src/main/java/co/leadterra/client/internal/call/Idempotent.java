package co.leadterra.client.internal.call;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a call that does no harm when it is made twice, so that it may be repeated even
 * though it may have had its effect. A GET is such a call without the mark.
 * <p>
 * {@link ResourceFactory} hands the mark on as a request attribute.
 *
 * @since 0.1.0
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Idempotent {

	/**
	 * The name of the request attribute, whose value is {@code true}.
	 */
	String ATTRIBUTE = "co.leadterra.idempotent";

}
