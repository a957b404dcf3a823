package co.leadterra.test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The faults still to happen: the first that fits a call hits it, so that faults of the
 * same operation happen one after the other.
 */
final class Faults {

	private final List<Pending> pending = new ArrayList<>();

	synchronized void add(Fault fault) {
		this.pending.add(new Pending(fault));
	}

	synchronized @Nullable Fault next(@Nullable Operation operation) {
		for (Iterator<Pending> iterator = this.pending.iterator(); iterator.hasNext();) {
			Pending next = iterator.next();
			if (next.fault.hits(operation)) {
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

	private static final class Pending {

		private final Fault fault;

		private int left;

		private Pending(Fault fault) {
			this.fault = fault;
			this.left = fault.times();
		}

	}

}
