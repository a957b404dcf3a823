package co.leadterra.it.redis;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test on machines without Redis, unless the environment variable
 * {@code REDIS_REQUIRED} is {@code true}: then it runs, and fails.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EnabledIfRedis.Condition.class)
public @interface EnabledIfRedis {

	/**
	 * Looks for Redis.
	 */
	class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (isInstalled()) {
				return ConditionEvaluationResult.enabled(RedisServer.BINARY + " is installed");
			}
			return Boolean.parseBoolean(System.getenv("REDIS_REQUIRED"))
					? ConditionEvaluationResult.enabled("REDIS_REQUIRED is true")
					: ConditionEvaluationResult.disabled(RedisServer.BINARY + " is not installed");
		}

		private static boolean isInstalled() {
			return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
				.anyMatch((directory) -> Files.isExecutable(Path.of(directory, RedisServer.BINARY)));
		}

	}

}
