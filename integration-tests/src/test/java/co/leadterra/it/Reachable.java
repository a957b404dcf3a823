package co.leadterra.it;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import co.leadterra.client.http.ApiKey;

/**
 * What can be reached from an object over its fields, as far as Java lets a test look:
 * texts and keys.
 */
final class Reachable {

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Deque<Object> left = new ArrayDeque<>();

	private Reachable() {
	}

	static List<Object> from(Object root) {
		Reachable walk = new Reachable();
		walk.add(root);
		while (!walk.left.isEmpty()) {
			walk.visit(walk.left.pop());
		}
		return walk.seen.stream()
			.filter((object) -> object instanceof CharSequence || object instanceof ApiKey)
			.toList();
	}

	private void add(Object object) {
		if (object != null && this.seen.add(object)) {
			this.left.push(object);
		}
	}

	private void visit(Object object) {
		if (object instanceof CharSequence || object instanceof Class || object instanceof ClassLoader
				|| object instanceof Thread) {
			return;
		}
		if (object instanceof Object[] array) {
			for (int index = 0; index < Array.getLength(array); index++) {
				add(array[index]);
			}
		}
		if (object instanceof Throwable failure) {
			add(failure.getMessage());
			add(failure.getCause());
			add(failure.getSuppressed());
		}
		if (object instanceof Map<?, ?> map) {
			add(map.keySet().toArray());
			add(map.values().toArray());
		}
		if (object instanceof Collection<?> collection) {
			add(collection.toArray());
		}
		for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
					follow(field, object);
				}
			}
		}
	}

	private void follow(Field field, Object object) {
		try {
			field.setAccessible(true);
			add(field.get(object));
		}
		catch (InaccessibleObjectException | IllegalAccessException ex) {
			// fields of the JDK, whose collections and exceptions were asked above
		}
	}

}
