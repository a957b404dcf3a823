package co.leadterra.client.internal.bulk;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import co.leadterra.client.bulk.BulkProgress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;

/**
 * What a stream is sent to.
 *
 * @param <T> the type of the items
 * @param <P> what the caller is told
 * @param call sends items, at least one, and gives the answer, without a body if it was
 * empty
 * @param address the address by which an item is recognized
 * @param ignoresCase whether addresses that differ in case only are the same
 * @param size how many bytes an item takes in the body of a call, about
 * @param problem what is wrong with an item that is not to be sent
 * @param progress makes what the caller is told
 */
record BulkTarget<T, P extends BulkProgress>(Function<List<T>, Mono<ResponseEntity<BulkAnswer>>> call,
		Function<T, String> address, boolean ignoresCase, ToLongFunction<T> size, Function<T, @Nullable String> problem,
		Function<Snapshot<T>, P> progress) {

}
