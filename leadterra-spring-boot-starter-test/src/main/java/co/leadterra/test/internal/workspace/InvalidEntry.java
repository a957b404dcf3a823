package co.leadterra.test.internal.workspace;

/**
 * An entry of a list that is invalid.
 *
 * @param index its place in the list, from 0
 * @param field the path of what is invalid in the request
 * @param email the address
 * @param message what is wrong
 */
public record InvalidEntry(int index, String field, String email, String message) {

}
