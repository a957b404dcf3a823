package co.leadterra.test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The faults still to happen: the first that fits a call hits it, so that faults of the
 * same operation happen one after the other.
 *
 * @param <F> the kind of fault
 */
final class Faults<F> {

	private final List<Pending<F>> pending = new ArrayList<>();

	synchronized void add(F fault, int times) {
		this.pending.add(new Pending<>(fault, times));
	}

	synchronized @Nullable F next(Predicate<F> hits) {
		for (Iterator<Pending<F>> iterator = this.pending.iterator(); iterator.hasNext();) {
			Pending<F> next = iterator.next();
			if (hits.test(next.fault)) {
				if (--next.left == 0) {
					iterator.remove();
				}
				return next.fault;
			}
		}
		return null;
	}

	synchronized void clear() {
		this.pending.clear();
	}

	private static final class Pending<F> {

		private final F fault;

		private int left;

		private Pending(F fault, int times) {
			this.fault = fault;
			this.left = times;
		}

	}

}
