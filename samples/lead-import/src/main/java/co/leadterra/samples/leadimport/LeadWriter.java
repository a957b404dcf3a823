package co.leadterra.samples.leadimport;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import co.leadterra.client.bulk.DuplicateHandling;
import co.leadterra.client.lead.EnrollmentOptions;
import co.leadterra.client.lead.EnrollmentProgress;
import co.leadterra.client.lead.Lead;
import co.leadterra.client.lead.LeadClient;
import co.leadterra.samples.csv.Row;
import reactor.core.publisher.Flux;

import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Enrols the leads of a chunk and stores its rejected rows. If the process dies before
 * the chunk is committed, a restart does both again: Leadterra then updates the leads,
 * and the stored rows are replaced.
 */
@Component
@StepScope
class LeadWriter implements ItemWriter<Row> {

	private final LeadClient leads;

	private final RejectedRows rejectedRows;

	private final StepExecution step;

	private final String campaign;

	private final Fence fence;

	LeadWriter(LeadClient leads, RejectedRows rejectedRows, ObjectProvider<Fence> fence,
			@Value("#{stepExecution}") StepExecution step, @Value("#{jobParameters['campaign']}") String campaign) {
		this.leads = leads;
		this.rejectedRows = rejectedRows;
		this.step = step;
		this.campaign = campaign;
		this.fence = fence.getIfAvailable(() -> (range) -> {
		});
	}

	@Override
	public void write(Chunk<? extends Row> rows) {
		this.fence.check(this.step);
		Map<Long, Row> rejected = new TreeMap<>();
		rows.getItems().stream().filter((row) -> row.lead() == null).forEach((row) -> rejected.put(row.line(), row));
		Flux<Lead> valid = Flux.fromIterable(rows).mapNotNull(Row::lead);
		EnrollmentProgress summary = this.leads.enroll(this.campaign, valid, oneCall(rows.size()))
			.doOnNext((progress) -> progress.rejected()
				.forEach((refused) -> rows.getItems()
					.stream()
					.filter((row) -> refused.lead().equals(row.lead()))
					.forEach((row) -> rejected.put(row.line(), row.reject(refused.message())))))
			.blockLast();
		if (!rejected.isEmpty()) {
			this.rejectedRows.save(this.step, this.fence, rejected.values());
		}
		ImportFigures.of(this.step)
			.plus(ImportFigures.of(rows.size(), rejected.size(), Objects.requireNonNull(summary)))
			.storeIn(this.step);
	}

	// one call at a time, so that of several rows with one address the last one counts
	private static EnrollmentOptions oneCall(int rows) {
		return EnrollmentOptions.builder().batchSize(rows).concurrency(1).duplicates(DuplicateHandling.SEND).build();
	}

}
