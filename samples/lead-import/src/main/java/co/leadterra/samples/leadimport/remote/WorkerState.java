package co.leadterra.samples.leadimport.remote;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a worker is doing.
 *
 * @param worker its name, or {@code null} if it has just handed the range back
 * @param stepName the name of the step that imports its range
 * @param rows the rows of the range that are done
 * @param silence how long ago it was last heard of
 */
record WorkerState(@Nullable String worker, String stepName, long rows, Duration silence) {

}
