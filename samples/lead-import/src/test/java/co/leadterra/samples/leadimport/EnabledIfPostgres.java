package co.leadterra.samples.leadimport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test on machines without PostgreSQL, unless the environment variable
 * {@code POSTGRES_REQUIRED} is {@code true}: then it runs, and fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EnabledIfPostgres.Condition.class)
@interface EnabledIfPostgres {

	/**
	 * Looks for PostgreSQL.
	 */
	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (PostgresServer.binaries().isPresent()) {
				return ConditionEvaluationResult.enabled("PostgreSQL is installed");
			}
			return Boolean.parseBoolean(System.getenv("POSTGRES_REQUIRED"))
					? ConditionEvaluationResult.enabled("POSTGRES_REQUIRED is true")
					: ConditionEvaluationResult.disabled("PostgreSQL's initdb is not installed");
		}

	}

}
