package co.leadterra.samples.leadimport;

import co.leadterra.client.lead.Lead;
import org.jspecify.annotations.Nullable;

/**
 * A row of the file: a lead, or the reason why it is none.
 *
 * @param line the number of its first line, from 1
 * @param content the row as it is in the file
 * @param lead the lead, or {@code null} if the row is rejected
 * @param reason why the row is rejected, or {@code null}
 */
record Row(long line, String content, @Nullable Lead lead, @Nullable String reason) {

	static Row of(long line, String content, Lead lead) {
		return new Row(line, content, lead, null);
	}

	static Row rejected(long line, String content, String reason) {
		return new Row(line, content, null, reason);
	}

	Row reject(String why) {
		return rejected(this.line, this.content, why);
	}

}
