CREATE TABLE IF NOT EXISTS rejected_row (
	job_instance_id BIGINT NOT NULL,
	line BIGINT NOT NULL,
	reason VARCHAR NOT NULL,
	content VARCHAR NOT NULL,
	PRIMARY KEY (job_instance_id, line)
);
