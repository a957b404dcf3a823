CREATE TABLE IF NOT EXISTS range_lease (
	step_execution_id BIGINT PRIMARY KEY,
	token BIGINT GENERATED ALWAYS AS IDENTITY,
	owner VARCHAR,
	heard_at TIMESTAMP WITH TIME ZONE NOT NULL,
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE IF NOT EXISTS managed_import (
	name VARCHAR PRIMARY KEY
);

-- tells workers of new messages; the table is made by Spring Integration's own script
CREATE OR REPLACE FUNCTION int_channel_message_notify_fct() RETURNS TRIGGER LANGUAGE plpgsql AS
	'BEGIN PERFORM pg_notify(''int_channel_message_notify'', NEW.region || '' '' || NEW.group_key); RETURN NEW; END';

CREATE OR REPLACE TRIGGER int_channel_message_notify_trg AFTER INSERT ON int_channel_message
	FOR EACH ROW EXECUTE FUNCTION int_channel_message_notify_fct();

CREATE TABLE IF NOT EXISTS call_budget (
	name VARCHAR PRIMARY KEY,
	state BYTEA
);
