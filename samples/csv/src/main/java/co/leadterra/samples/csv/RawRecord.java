package co.leadterra.samples.csv;

import org.jspecify.annotations.Nullable;

/**
 * A record before its cells are told apart.
 *
 * @param line the number of its first line, from 1
 * @param text its text, with {@code \n} between lines; cut if it is too long
 * @param problem why its cells cannot be told apart, or {@code null}
 * @param restLost whether the rest of the file is a part of it, because its quotation
 * marks do not match
 */
record RawRecord(long line, String text, @Nullable String problem, boolean restLost) {

}
