package co.leadterra.autoconfigure;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Refuses values that are not {@link Positive} while they are bound, and not in the
 * constructor that takes them all, so that Spring Boot tells the property and its origin.
 */
class PositiveValues implements ConfigurationPropertiesBindHandlerAdvisor {

	@Override
	public BindHandler apply(BindHandler handler) {
		return new AbstractBindHandler(handler) {

			@Override
			public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Object result) {
				Positive positive = target.getAnnotation(Positive.class);
				if (positive != null) {
					check(result, positive);
				}
				return super.onSuccess(name, target, context, result);
			}

		};
	}

	private static void check(Object value, Positive positive) {
		long number = number(value);
		Assert.isTrue(number >= 0 || !positive.orZero(), "must not be negative");
		Assert.isTrue(number <= positive.max() && (number > 0 || positive.orZero()),
				() -> (positive.max() < Integer.MAX_VALUE)
						? "must be from 1 to " + NumberFormat.getInstance(Locale.ROOT).format(positive.max())
						: "must be greater than zero");
	}

	private static long number(Object value) {
		if (value instanceof Duration duration) {
			return duration.compareTo(Duration.ZERO);
		}
		return (value instanceof DataSize size) ? Long.signum(size.toBytes()) : ((Number) value).longValue();
	}

}
