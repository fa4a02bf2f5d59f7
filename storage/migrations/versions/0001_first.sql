CREATE TABLE bots (
	id INTEGER NOT NULL,
	username TEXT NOT NULL,
	CONSTRAINT pk_bots PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE chats (
	bot_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	gone INTEGER DEFAULT 0 NOT NULL,
	moved_to INTEGER,
	CONSTRAINT pk_chats PRIMARY KEY (bot_id, id),
	CONSTRAINT ck_chats_gone CHECK (gone IN (0, 1))
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE clinics (
	id INTEGER NOT NULL,
	created INTEGER NOT NULL,
	change INTEGER DEFAULT 0 NOT NULL,
	CONSTRAINT pk_clinics PRIMARY KEY (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE forms (
	bot_id INTEGER NOT NULL,
	chat_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	state TEXT,
	content TEXT DEFAULT '{}' NOT NULL,
	CONSTRAINT pk_forms PRIMARY KEY (bot_id, chat_id, person_id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE inbox (
	bot_id INTEGER NOT NULL,
	update_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	chat_id INTEGER NOT NULL,
	raw BLOB NOT NULL,
	received INTEGER NOT NULL,
	handled INTEGER,
	attempts INTEGER DEFAULT 0 NOT NULL,
	fault TEXT,
	CONSTRAINT pk_inbox PRIMARY KEY (bot_id, update_id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_inbox_received ON inbox (received);
CREATE INDEX ix_inbox_waiting ON inbox (bot_id, number) WHERE handled IS NULL;
CREATE TABLE outbox (
	id INTEGER NOT NULL,
	bot_id INTEGER NOT NULL,
	clinic_id INTEGER,
	chat_id INTEGER NOT NULL,
	method TEXT NOT NULL,
	payload TEXT NOT NULL,
	priority INTEGER NOT NULL,
	state TEXT NOT NULL,
	attempts INTEGER DEFAULT 0 NOT NULL,
	due INTEGER NOT NULL,
	expires INTEGER,
	card_id INTEGER,
	picture_id INTEGER,
	result TEXT,
	CONSTRAINT pk_outbox PRIMARY KEY (id),
	CONSTRAINT ck_outbox_state CHECK (state IN ('waiting', 'sent', 'dead')),
	CONSTRAINT ck_outbox_priority CHECK (priority BETWEEN 0 AND 9)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_outbox_due ON outbox (due);
CREATE INDEX ix_outbox_waiting ON outbox (bot_id, id) WHERE state = 'waiting';
CREATE TABLE pictures (
	id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	image BLOB,
	file_id TEXT,
	made INTEGER NOT NULL,
	CONSTRAINT pk_pictures PRIMARY KEY (id),
	CONSTRAINT uq_pictures_key UNIQUE ("key")
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_pictures_made ON pictures (made);
CREATE TABLE versions (
	name TEXT NOT NULL,
	value INTEGER NOT NULL,
	CONSTRAINT pk_versions PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE audit (
	clinic_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	at INTEGER NOT NULL,
	author_id INTEGER NOT NULL,
	action TEXT NOT NULL,
	entry_id INTEGER,
	detail TEXT NOT NULL,
	hash BLOB NOT NULL,
	CONSTRAINT pk_audit PRIMARY KEY (clinic_id, number),
	CONSTRAINT fk_audit_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE cards (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	bot_id INTEGER NOT NULL,
	chat_id INTEGER NOT NULL,
	message_id INTEGER,
	CONSTRAINT pk_cards PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_cards_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_cards_clinic_id_chat_id_message_id ON cards (clinic_id, chat_id, message_id);
CREATE INDEX ix_cards_clinic_id_entry_id ON cards (clinic_id, entry_id);
CREATE TABLE channels (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	aliases TEXT DEFAULT '[]' NOT NULL,
	hidden INTEGER DEFAULT 0 NOT NULL,
	change INTEGER NOT NULL,
	CONSTRAINT pk_channels PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_channels_hidden CHECK (hidden IN (0, 1)),
	CONSTRAINT uq_channels_clinic_id_key UNIQUE (clinic_id, "key"),
	CONSTRAINT fk_channels_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE doctors (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	aliases TEXT DEFAULT '[]' NOT NULL,
	hidden INTEGER DEFAULT 0 NOT NULL,
	change INTEGER NOT NULL,
	person_id INTEGER,
	CONSTRAINT pk_doctors PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_doctors_hidden CHECK (hidden IN (0, 1)),
	CONSTRAINT uq_doctors_clinic_id_key UNIQUE (clinic_id, "key"),
	CONSTRAINT fk_doctors_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE imports (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	file TEXT NOT NULL,
	started INTEGER NOT NULL,
	finished INTEGER,
	good INTEGER DEFAULT 0 NOT NULL,
	duplicate INTEGER DEFAULT 0 NOT NULL,
	bad INTEGER DEFAULT 0 NOT NULL,
	CONSTRAINT pk_imports PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_imports_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE invites (
	hash BLOB NOT NULL,
	clinic_id INTEGER NOT NULL,
	role TEXT NOT NULL,
	author_id INTEGER,
	made INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	used INTEGER,
	used_by INTEGER,
	revoked INTEGER,
	CONSTRAINT pk_invites PRIMARY KEY (hash),
	CONSTRAINT ck_invites_role CHECK (role IN ('owner', 'manager', 'staff')),
	CONSTRAINT fk_invites_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE patients (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	"key" TEXT NOT NULL,
	legacy INTEGER DEFAULT 0 NOT NULL,
	merged_into INTEGER,
	change INTEGER NOT NULL,
	CONSTRAINT pk_patients PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_patients_legacy CHECK (legacy IN (0, 1)),
	CONSTRAINT uq_patients_clinic_id_key UNIQUE (clinic_id, "key"),
	CONSTRAINT ck_patients_code CHECK (length(code) BETWEEN 1 AND 64),
	CONSTRAINT fk_patients_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_patients_clinic_id_change ON patients (clinic_id, change);
CREATE TABLE people (
	id INTEGER NOT NULL,
	language TEXT,
	clinic_id INTEGER,
	CONSTRAINT pk_people PRIMARY KEY (id),
	CONSTRAINT fk_people_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE services (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	aliases TEXT DEFAULT '[]' NOT NULL,
	kind TEXT NOT NULL,
	price INTEGER,
	recall_days INTEGER,
	hidden INTEGER DEFAULT 0 NOT NULL,
	change INTEGER NOT NULL,
	CONSTRAINT pk_services PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_services_kind CHECK (kind IN ('treatment', 'hygiene', 'consultation', 'other')),
	CONSTRAINT ck_services_hidden CHECK (hidden IN (0, 1)),
	CONSTRAINT uq_services_clinic_id_key UNIQUE (clinic_id, "key"),
	CONSTRAINT fk_services_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE settings (
	clinic_id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	since INTEGER NOT NULL,
	value TEXT NOT NULL,
	author_id INTEGER,
	change INTEGER NOT NULL,
	CONSTRAINT pk_settings PRIMARY KEY (clinic_id, "key", since),
	CONSTRAINT fk_settings_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE staff (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	role TEXT NOT NULL,
	name TEXT NOT NULL,
	since INTEGER NOT NULL,
	removed INTEGER,
	change INTEGER NOT NULL,
	CONSTRAINT pk_staff PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_staff_role CHECK (role IN ('owner', 'manager', 'staff')),
	CONSTRAINT fk_staff_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_staff_id ON staff (id);
CREATE TABLE complaints (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	day INTEGER NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	author_id INTEGER NOT NULL,
	logged INTEGER NOT NULL,
	token TEXT NOT NULL,
	import_id INTEGER,
	fingerprint BLOB,
	voided INTEGER,
	voided_by INTEGER,
	change INTEGER NOT NULL,
	patient_id INTEGER,
	subject TEXT NOT NULL,
	cause TEXT,
	gravity INTEGER,
	rude INTEGER DEFAULT 0 NOT NULL,
	status TEXT NOT NULL,
	resolved INTEGER,
	measure TEXT,
	emotion TEXT,
	CONSTRAINT pk_complaints PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_complaints_subject CHECK (subject IN ('waiting', 'rudeness', 'price', 'treatment', 'booking', 'premises', 'other')),
	CONSTRAINT ck_complaints_cause CHECK (cause IN ('people', 'systems', 'processes', 'products', 'customers')),
	CONSTRAINT ck_complaints_rude CHECK (rude IN (0, 1)),
	CONSTRAINT ck_complaints_status CHECK (status IN ('new', 'acknowledged', 'investigating', 'answered', 'resolved', 'prevented', 'reopened')),
	CONSTRAINT fk_complaints_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT ck_complaints_gravity CHECK (gravity BETWEEN 1 AND 3),
	CONSTRAINT fk_complaints_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_complaints_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_complaints_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_complaints_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_complaints_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_complaints_clinic_id_change ON complaints (clinic_id, change);
CREATE INDEX ix_complaints_clinic_id_day ON complaints (clinic_id, day);
CREATE INDEX ix_complaints_clinic_id_fingerprint ON complaints (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_complaints_clinic_id_patient_id ON complaints (clinic_id, patient_id);
CREATE TABLE visit_lines (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	day INTEGER NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	author_id INTEGER NOT NULL,
	logged INTEGER NOT NULL,
	token TEXT NOT NULL,
	import_id INTEGER,
	fingerprint BLOB,
	voided INTEGER,
	voided_by INTEGER,
	change INTEGER NOT NULL,
	patient_id INTEGER NOT NULL,
	service_id INTEGER,
	amount INTEGER,
	paid INTEGER,
	discount INTEGER,
	quote INTEGER,
	channel_id INTEGER,
	doctor_id INTEGER,
	wait_min INTEGER,
	rating REAL,
	rating_scale INTEGER,
	referrer TEXT,
	CONSTRAINT pk_visit_lines PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_visit_lines_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_visit_lines_clinic_id_service_id FOREIGN KEY(clinic_id, service_id) REFERENCES services (clinic_id, id),
	CONSTRAINT fk_visit_lines_clinic_id_channel_id FOREIGN KEY(clinic_id, channel_id) REFERENCES channels (clinic_id, id),
	CONSTRAINT fk_visit_lines_clinic_id_doctor_id FOREIGN KEY(clinic_id, doctor_id) REFERENCES doctors (clinic_id, id),
	CONSTRAINT ck_visit_lines_wait_min CHECK (wait_min BETWEEN 0 AND 600),
	CONSTRAINT ck_visit_lines_rating_scale CHECK ((rating IS NULL) = (rating_scale IS NULL)),
	CONSTRAINT ck_visit_lines_rating CHECK (rating BETWEEN 0 AND rating_scale),
	CONSTRAINT fk_visit_lines_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_visit_lines_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_visit_lines_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_visit_lines_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_visit_lines_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_visit_lines_clinic_id_change ON visit_lines (clinic_id, change);
CREATE INDEX ix_visit_lines_clinic_id_day ON visit_lines (clinic_id, day);
CREATE INDEX ix_visit_lines_clinic_id_fingerprint ON visit_lines (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_visit_lines_clinic_id_patient_id ON visit_lines (clinic_id, patient_id);
CREATE TABLE amendments (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	line_id INTEGER NOT NULL,
	field TEXT NOT NULL,
	"before" TEXT NOT NULL,
	"after" TEXT NOT NULL,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_amendments PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_amendments_clinic_id_line_id FOREIGN KEY(clinic_id, line_id) REFERENCES visit_lines (clinic_id, id),
	CONSTRAINT fk_amendments_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_amendments_clinic_id_line_id ON amendments (clinic_id, line_id);
CREATE TABLE complaint_steps (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	complaint_id INTEGER NOT NULL,
	status TEXT NOT NULL,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_complaint_steps PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_complaint_steps_status CHECK (status IN ('new', 'acknowledged', 'investigating', 'answered', 'resolved', 'prevented', 'reopened')),
	CONSTRAINT fk_complaint_steps_clinic_id_complaint_id FOREIGN KEY(clinic_id, complaint_id) REFERENCES complaints (clinic_id, id),
	CONSTRAINT fk_complaint_steps_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_complaint_steps_clinic_id_complaint_id ON complaint_steps (clinic_id, complaint_id);
