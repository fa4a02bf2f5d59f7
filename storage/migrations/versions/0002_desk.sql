CREATE TABLE praises (
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
	doctor_id INTEGER,
	CONSTRAINT pk_praises PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_praises_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_praises_clinic_id_doctor_id FOREIGN KEY(clinic_id, doctor_id) REFERENCES doctors (clinic_id, id),
	CONSTRAINT fk_praises_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_praises_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_praises_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_praises_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_praises_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_praises_clinic_id_change ON praises (clinic_id, change);
CREATE INDEX ix_praises_clinic_id_day ON praises (clinic_id, day);
CREATE INDEX ix_praises_clinic_id_fingerprint ON praises (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_praises_clinic_id_patient_id ON praises (clinic_id, patient_id);
CREATE TABLE attachments (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	entry_id INTEGER NOT NULL,
	file_id TEXT NOT NULL,
	file_key TEXT NOT NULL,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_attachments PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_attachments_kind CHECK (kind IN ('visit', 'complaint', 'praise')),
	CONSTRAINT uq_attachments_clinic_id_entry_id_file_key UNIQUE (clinic_id, entry_id, file_key),
	CONSTRAINT fk_attachments_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE groups (
	bot_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	clinic_id INTEGER NOT NULL,
	title TEXT NOT NULL,
	author_id INTEGER NOT NULL,
	since INTEGER NOT NULL,
	CONSTRAINT pk_groups PRIMARY KEY (bot_id, id),
	CONSTRAINT fk_groups_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE new_staff (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	role TEXT NOT NULL,
	name TEXT NOT NULL,
	since INTEGER NOT NULL,
	removed INTEGER,
	wrote INTEGER DEFAULT 0 NOT NULL,
	change INTEGER NOT NULL,
	CONSTRAINT pk_staff PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_staff_role CHECK (role IN ('owner', 'manager', 'staff')),
	CONSTRAINT ck_staff_wrote CHECK (wrote IN (0, 1)),
	CONSTRAINT fk_staff_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_staff (clinic_id, id, role, name, since, removed, change, wrote)
SELECT clinic_id, id, role, name, since, removed, change, EXISTS (SELECT 1 FROM visit_lines WHERE visit_lines.clinic_id = staff.clinic_id AND visit_lines.author_id = staff.id) FROM staff;
DROP TABLE staff;
ALTER TABLE new_staff RENAME TO staff;
CREATE INDEX ix_staff_id ON staff (id);
CREATE TABLE new_patients (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	"key" TEXT NOT NULL,
	legacy INTEGER DEFAULT 0 NOT NULL,
	asked INTEGER DEFAULT 0 NOT NULL,
	merged_into INTEGER,
	change INTEGER NOT NULL,
	CONSTRAINT pk_patients PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_patients_legacy CHECK (legacy IN (0, 1)),
	CONSTRAINT ck_patients_asked CHECK (asked IN (0, 1)),
	CONSTRAINT uq_patients_clinic_id_key UNIQUE (clinic_id, "key"),
	CONSTRAINT ck_patients_code CHECK (length(code) BETWEEN 1 AND 64),
	CONSTRAINT ck_patients_merged_into CHECK (merged_into <> id),
	CONSTRAINT fk_patients_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_patients (clinic_id, id, code, key, legacy, merged_into, change)
SELECT clinic_id, id, code, key, legacy, merged_into, change FROM patients;
DROP TABLE patients;
ALTER TABLE new_patients RENAME TO patients;
CREATE INDEX ix_patients_clinic_id_change ON patients (clinic_id, change);
CREATE TABLE new_people (
	id INTEGER NOT NULL,
	language TEXT,
	clinic_id INTEGER,
	practice INTEGER DEFAULT 0 NOT NULL,
	CONSTRAINT pk_people PRIMARY KEY (id),
	CONSTRAINT ck_people_practice CHECK (practice IN (0, 1)),
	CONSTRAINT fk_people_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_people (id, language, clinic_id)
SELECT id, language, clinic_id FROM people;
DROP TABLE people;
ALTER TABLE new_people RENAME TO people;
CREATE TABLE new_invites (
	hash BLOB NOT NULL,
	clinic_id INTEGER NOT NULL,
	role TEXT NOT NULL,
	author_id INTEGER,
	made INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	used INTEGER,
	used_by INTEGER,
	revoked INTEGER,
	doctor INTEGER DEFAULT 0 NOT NULL,
	CONSTRAINT pk_invites PRIMARY KEY (hash),
	CONSTRAINT ck_invites_role CHECK (role IN ('owner', 'manager', 'staff')),
	CONSTRAINT ck_invites_doctor CHECK (doctor IN (0, 1)),
	CONSTRAINT fk_invites_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_invites (hash, clinic_id, role, author_id, made, expires, used, used_by, revoked)
SELECT hash, clinic_id, role, author_id, made, expires, used, used_by, revoked FROM invites;
DROP TABLE invites;
ALTER TABLE new_invites RENAME TO invites;
CREATE INDEX ix_invites_clinic_id ON invites (clinic_id);
CREATE TABLE new_amendments (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	entry_id INTEGER NOT NULL,
	field TEXT NOT NULL,
	"before" TEXT NOT NULL,
	"after" TEXT NOT NULL,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	typed INTEGER DEFAULT 0 NOT NULL,
	CONSTRAINT pk_amendments PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_amendments_kind CHECK (kind IN ('visit', 'complaint', 'praise')),
	CONSTRAINT ck_amendments_typed CHECK (typed IN (0, 1)),
	CONSTRAINT fk_amendments_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_amendments (kind, clinic_id, id, entry_id, field, before, after, author_id, at)
SELECT 'visit', clinic_id, id, line_id, field, before, after, author_id, at FROM amendments;
DROP TABLE amendments;
ALTER TABLE new_amendments RENAME TO amendments;
CREATE INDEX ix_amendments_clinic_id_entry_id ON amendments (clinic_id, entry_id);
