CREATE TABLE reports (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	parent_id INTEGER,
	chat_id INTEGER NOT NULL,
	message_id INTEGER,
	asked_by INTEGER NOT NULL,
	asked INTEGER NOT NULL,
	money INTEGER DEFAULT 0 NOT NULL,
	for_owner INTEGER DEFAULT 0 NOT NULL,
	question TEXT NOT NULL,
	version TEXT NOT NULL,
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	explained TEXT NOT NULL,
	numbers TEXT NOT NULL,
	settings TEXT NOT NULL,
	CONSTRAINT pk_reports PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_reports_money CHECK (money IN (0, 1)),
	CONSTRAINT ck_reports_for_owner CHECK (for_owner IN (0, 1)),
	CONSTRAINT fk_reports_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_reports_asked ON reports (asked);
CREATE INDEX ix_reports_clinic_id_parent_id ON reports (clinic_id, parent_id);
CREATE TABLE new_call_attempts (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	call_id INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	voided INTEGER,
	voided_by INTEGER,
	CONSTRAINT pk_call_attempts PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_call_attempts_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_call_attempts_outcome CHECK (outcome IN ('reached', 'booked', 'no_answer', 'refused', 'do_not_call')),
	CONSTRAINT ck_call_attempts_reason CHECK (reason IN ('price', 'student', 'moved', 'one_off', 'unhappy', 'competitor', 'rudeness', 'done', 'no_answer', 'unknown')),
	CONSTRAINT fk_call_attempts_clinic_id_call_id FOREIGN KEY(clinic_id, call_id) REFERENCES calls (clinic_id, id),
	CONSTRAINT fk_call_attempts_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_call_attempts (clinic_id, id, call_id, outcome, reason, author_id, at)
SELECT clinic_id, id, call_id, outcome, reason, author_id, at FROM call_attempts;
DROP TABLE call_attempts;
ALTER TABLE new_call_attempts RENAME TO call_attempts;
CREATE INDEX ix_call_attempts_clinic_id_call_id ON call_attempts (clinic_id, call_id);
