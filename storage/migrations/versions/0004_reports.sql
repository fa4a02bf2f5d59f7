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
