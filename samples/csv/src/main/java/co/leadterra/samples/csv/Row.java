package co.leadterra.samples.csv;

import co.leadterra.client.lead.Lead;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file: a lead, or the reason why it is none.
 *
 * @param line the number of its first line, from 1
 * @param content the row as it is in the file
 * @param lead the lead, or {@code null} if the row is rejected
 * @param reason why the row is rejected, or {@code null}
 */
public record Row(long line, String content, @Nullable Lead lead, @Nullable String reason) {

	static Row of(long line, String content, Lead lead) {
		return new Row(line, content, lead, null);
	}

	/**
	 * Makes a row that is no lead.
	 * @param line the number of its first line
	 * @param content the row as it is in the file
	 * @param reason why it is none
	 * @return the row
	 */
	public static Row rejected(long line, String content, String reason) {
		return new Row(line, content, null, reason);
	}

	/**
	 * Rejects this row.
	 * @param why the reason
	 * @return the rejected row
	 */
	public Row reject(String why) {
		return rejected(this.line, this.content, why);
	}

}
