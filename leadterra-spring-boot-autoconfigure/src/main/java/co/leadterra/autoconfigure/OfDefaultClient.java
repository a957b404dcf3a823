package co.leadterra.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/**
 * A bean of the client without a name, unless the application has one for it. It is
 * created when it is asked for, since there may be named clients only, and preferred to
 * those of named clients where nobody says which.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Lazy
@Primary
@Conditional(OnMissingClientBeanCondition.class)
@interface OfDefaultClient {

}
