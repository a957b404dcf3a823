package co.leadterra.test.internal.workspace;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Resources of one kind, by id, in the order they were added.
 */
public final class Table {

	private final String idPrefix;

	private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();

	private int lastNumber;

	public Table(String idPrefix) {
		this.idPrefix = idPrefix;
	}

	public Map<String, Object> add(Map<String, ?> fields) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("id", nextId());
		fields
			.forEach((name, value) -> row.put(name, (value instanceof Instant time) ? Timestamps.millis(time) : value));
		this.rows.put(text(row, "id"), row);
		return row;
	}

	String nextId() {
		return this.idPrefix + ++this.lastNumber;
	}

	public Map<String, Object> add(Map<String, ?> defaults, Map<String, ?> given) {
		Map<String, Object> fields = new LinkedHashMap<>(defaults);
		fields.putAll(given);
		return add(fields);
	}

	public @Nullable Map<String, Object> find(String id) {
		return this.rows.get(id);
	}

	public Map<String, Object> require(String id, String kind) {
		Map<String, Object> row = find(id);
		if (row == null) {
			throw ApiError.notFound("There is no " + kind + " " + id);
		}
		return row;
	}

	public Collection<Map<String, Object>> rows() {
		return this.rows.values();
	}

	public List<Map<String, Object>> snapshot() {
		return this.rows.values().stream().map(Table::copy).toList();
	}

	public void clear() {
		clearRows();
		this.lastNumber = 0;
	}

	/**
	 * Forgets the resources, but uses none of their ids again.
	 */
	void clearRows() {
		this.rows.clear();
	}

	public static String text(Map<String, Object> row, String name) {
		Object value = row.get(name);
		return (value != null) ? value.toString() : "";
	}

	public static int number(Map<String, Object> row, String name) {
		return (row.get(name) instanceof Number number) ? number.intValue() : 0;
	}

	public static boolean flag(Map<String, Object> row, String name) {
		return Boolean.TRUE.equals(row.get(name));
	}

	static Map<String, Object> copy(Map<String, Object> row) {
		return Collections.unmodifiableMap(new LinkedHashMap<>(row));
	}

	public static Map<String, Object> without(Map<String, Object> row, String... names) {
		Map<String, Object> rest = new LinkedHashMap<>(row);
		List.of(names).forEach(rest::remove);
		return rest;
	}

}
