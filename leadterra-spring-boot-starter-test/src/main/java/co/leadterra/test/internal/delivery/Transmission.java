package co.leadterra.test.internal.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What one attempt sends.
 *
 * @param body the body
 * @param signature the signature, or {@code null} for none
 */
public record Transmission(String body, @Nullable String signature) {

}
