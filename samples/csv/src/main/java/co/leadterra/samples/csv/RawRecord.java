package co.leadterra.samples.csv;

import org.jspecify.annotations.Nullable;

/**
 * A record before its cells are told apart.
 *
 * @param line the number of its first line, from 1
 * @param text its text, with {@code \n} between lines; cut if it is too long
 * @param problem why its cells cannot be told apart, or {@code null}
 */
record RawRecord(long line, String text, @Nullable String problem) {

}
