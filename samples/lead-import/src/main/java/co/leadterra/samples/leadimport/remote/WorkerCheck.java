package co.leadterra.samples.leadimport.remote;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import co.leadterra.autoconfigure.LeadterraConnectionDetails;
import co.leadterra.client.LeadterraClient;
import co.leadterra.client.LeadterraConnectionException;
import co.leadterra.client.LeadterraException;
import co.leadterra.client.LeadterraPermissionException;
import co.leadterra.client.LeadterraRateLimitException;
import co.leadterra.client.LeadterraServerException;
import co.leadterra.client.http.ApiKey;
import co.leadterra.client.http.ApiKeyMode;
import co.leadterra.samples.leadimport.SourceFile;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Compares what a worker has with what its manager has: the file as it sees it, the
 * address of Leadterra, the mode of the key, and whether the key knows the campaign.
 */
@Component
@ConditionalOnProperty(name = "import.role", havingValue = "worker")
class WorkerCheck {

	private final LeadterraConnectionDetails connection;

	private final LeadterraClient leadterra;

	private final SourceFile file;

	private final Map<Long, Optional<String>> results = new ConcurrentHashMap<>();

	WorkerCheck(LeadterraConnectionDetails connection, LeadterraClient leadterra, SourceFile file) {
		this.connection = connection;
		this.leadterra = leadterra;
		this.file = file;
	}

	/**
	 * Says why this worker must not work for an import.
	 * @param job the import
	 * @return the reason, if there is one
	 * @throws LeadterraException if Leadterra cannot tell now
	 */
	Optional<String> problem(JobExecution job) {
		return this.results.computeIfAbsent(job.getId(), (id) -> Optional.ofNullable(find(job.getJobParameters())));
	}

	private @Nullable String find(JobParameters given) {
		String address = this.connection.getBaseUrl().toString();
		if (!address.equals(given.getString("leadterra"))) {
			return "The manager's Leadterra is %s, and this worker's is %s.".formatted(given.getString("leadterra"),
					address);
		}
		String mode = Optional.ofNullable(this.connection.getApiKey())
			.map(ApiKey::mode)
			.orElse(ApiKeyMode.UNKNOWN)
			.name();
		if (!mode.equals(given.getString("mode"))) {
			return "The manager's key is of mode %s, and this worker's of mode %s.".formatted(given.getString("mode"),
					mode);
		}
		String location = Objects.requireNonNull(given.getString("file"));
		try {
			if (!this.file.digest(location).equals(given.getString("digest"))) {
				return "%s has other content here than at the manager.".formatted(this.file.path(location));
			}
			this.leadterra.campaigns()
				.stats(Objects.requireNonNull(given.getString("campaign")))
				.onErrorComplete(LeadterraPermissionException.class)
				.block();
			return null;
		}
		catch (LeadterraConnectionException | LeadterraRateLimitException | LeadterraServerException ex) {
			throw ex;
		}
		catch (IOException | LeadterraException ex) {
			return ex.toString();
		}
	}

}
