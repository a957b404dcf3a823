package co.leadterra.samples.csv;

/**
 * Where a row starts in a file.
 *
 * @param offset the number of bytes before it
 * @param lines the number of lines before it
 */
public record Place(long offset, long lines) {

}
