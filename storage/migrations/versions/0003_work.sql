CREATE TABLE formats (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	header BLOB NOT NULL,
	columns TEXT NOT NULL,
	author_id INTEGER NOT NULL,
	change INTEGER NOT NULL,
	CONSTRAINT pk_formats PRIMARY KEY (clinic_id, id),
	CONSTRAINT uq_formats_clinic_id_kind_header UNIQUE (clinic_id, kind, header),
	CONSTRAINT fk_formats_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE jobs (
	id INTEGER NOT NULL,
	clinic_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	"key" TEXT NOT NULL,
	due INTEGER NOT NULL,
	content TEXT DEFAULT '{}' NOT NULL,
	attempts INTEGER DEFAULT 0 NOT NULL,
	done INTEGER,
	CONSTRAINT pk_jobs PRIMARY KEY (id),
	CONSTRAINT uq_jobs_clinic_id_kind_key UNIQUE (clinic_id, kind, "key"),
	CONSTRAINT ck_jobs_key CHECK (length(key) BETWEEN 1 AND 200),
	CONSTRAINT fk_jobs_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_jobs_waiting ON jobs (due) WHERE done IS NULL;
CREATE TABLE posters (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	place TEXT NOT NULL,
	code TEXT NOT NULL,
	made INTEGER NOT NULL,
	author_id INTEGER NOT NULL,
	hidden INTEGER DEFAULT 0 NOT NULL,
	refused INTEGER DEFAULT 0 NOT NULL,
	change INTEGER NOT NULL,
	CONSTRAINT pk_posters PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_posters_hidden CHECK (hidden IN (0, 1)),
	CONSTRAINT uq_posters_code UNIQUE (code),
	CONSTRAINT fk_posters_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE rooms (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	aliases TEXT DEFAULT '[]' NOT NULL,
	hidden INTEGER DEFAULT 0 NOT NULL,
	change INTEGER NOT NULL,
	CONSTRAINT pk_rooms PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_rooms_hidden CHECK (hidden IN (0, 1)),
	CONSTRAINT uq_rooms_clinic_id_key UNIQUE (clinic_id, "key"),
	CONSTRAINT fk_rooms_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE appointments (
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
	kind TEXT NOT NULL,
	planned INTEGER NOT NULL,
	hour INTEGER,
	doctor_id INTEGER,
	CONSTRAINT pk_appointments PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_appointments_kind CHECK (kind IN ('booked', 'missed', 'cancelled')),
	CONSTRAINT fk_appointments_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_appointments_clinic_id_doctor_id FOREIGN KEY(clinic_id, doctor_id) REFERENCES doctors (clinic_id, id),
	CONSTRAINT ck_appointments_hour CHECK (hour BETWEEN 0 AND 23),
	CONSTRAINT fk_appointments_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_appointments_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_appointments_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_appointments_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_appointments_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_appointments_clinic_id_change ON appointments (clinic_id, change);
CREATE INDEX ix_appointments_clinic_id_day ON appointments (clinic_id, day);
CREATE INDEX ix_appointments_clinic_id_fingerprint ON appointments (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_appointments_clinic_id_patient_id ON appointments (clinic_id, patient_id);
CREATE TABLE arrivals (
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
	arrived INTEGER NOT NULL,
	seated INTEGER,
	CONSTRAINT pk_arrivals PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_arrivals_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT ck_arrivals_seated CHECK (seated >= arrived),
	CONSTRAINT fk_arrivals_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_arrivals_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_arrivals_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_arrivals_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_arrivals_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_arrivals_clinic_id_change ON arrivals (clinic_id, change);
CREATE INDEX ix_arrivals_clinic_id_day ON arrivals (clinic_id, day);
CREATE INDEX ix_arrivals_clinic_id_fingerprint ON arrivals (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_arrivals_clinic_id_patient_id ON arrivals (clinic_id, patient_id);
CREATE TABLE calls (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	patient_id INTEGER NOT NULL,
	reason TEXT NOT NULL,
	worth INTEGER,
	opened INTEGER NOT NULL,
	holder_id INTEGER,
	held_until INTEGER,
	attempts INTEGER DEFAULT 0 NOT NULL,
	outcome TEXT,
	contacted INTEGER,
	later INTEGER,
	closed INTEGER,
	change INTEGER NOT NULL,
	CONSTRAINT pk_calls PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_calls_reason CHECK (reason IN ('overdue', 'recall', 'complaint', 'rating', 'promise')),
	CONSTRAINT ck_calls_outcome CHECK (outcome IN ('reached', 'booked', 'no_answer', 'refused', 'do_not_call')),
	CONSTRAINT fk_calls_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_calls_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_calls_clinic_id_change ON calls (clinic_id, change);
CREATE INDEX ix_calls_clinic_id_patient_id ON calls (clinic_id, patient_id);
CREATE UNIQUE INDEX uq_calls_open ON calls (clinic_id, patient_id) WHERE closed IS NULL;
CREATE TABLE cash_totals (
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
	amount INTEGER NOT NULL,
	CONSTRAINT pk_cash_totals PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_cash_totals_amount CHECK (amount >= 0),
	CONSTRAINT fk_cash_totals_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_cash_totals_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_cash_totals_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_cash_totals_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_cash_totals_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_cash_totals_clinic_id_change ON cash_totals (clinic_id, change);
CREATE INDEX ix_cash_totals_clinic_id_day ON cash_totals (clinic_id, day);
CREATE INDEX ix_cash_totals_clinic_id_fingerprint ON cash_totals (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE UNIQUE INDEX uq_cash_totals_standing ON cash_totals (clinic_id, day) WHERE voided IS NULL;
CREATE TABLE kinships (
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
	relative_id INTEGER NOT NULL,
	CONSTRAINT pk_kinships PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_kinships_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_kinships_clinic_id_relative_id FOREIGN KEY(clinic_id, relative_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT ck_kinships_relative_id CHECK (patient_id <> relative_id),
	CONSTRAINT fk_kinships_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_kinships_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_kinships_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_kinships_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_kinships_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_kinships_clinic_id_change ON kinships (clinic_id, change);
CREATE INDEX ix_kinships_clinic_id_day ON kinships (clinic_id, day);
CREATE INDEX ix_kinships_clinic_id_fingerprint ON kinships (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_kinships_clinic_id_patient_id ON kinships (clinic_id, patient_id);
CREATE TABLE leavings (
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
	reason TEXT NOT NULL,
	rival TEXT,
	CONSTRAINT pk_leavings PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_leavings_reason CHECK (reason IN ('price', 'student', 'moved', 'one_off', 'unhappy', 'competitor', 'rudeness', 'done', 'no_answer', 'unknown')),
	CONSTRAINT ck_leavings_rival CHECK (rival IN ('price', 'assortment', 'service', 'location')),
	CONSTRAINT fk_leavings_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_leavings_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_leavings_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_leavings_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_leavings_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_leavings_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_leavings_clinic_id_change ON leavings (clinic_id, change);
CREATE INDEX ix_leavings_clinic_id_day ON leavings (clinic_id, day);
CREATE INDEX ix_leavings_clinic_id_fingerprint ON leavings (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_leavings_clinic_id_patient_id ON leavings (clinic_id, patient_id);
CREATE TABLE marks (
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
	CONSTRAINT pk_marks PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_marks_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_marks_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_marks_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_marks_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_marks_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_marks_clinic_id_change ON marks (clinic_id, change);
CREATE INDEX ix_marks_clinic_id_day ON marks (clinic_id, day);
CREATE INDEX ix_marks_clinic_id_fingerprint ON marks (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE TABLE payments (
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
	kind TEXT NOT NULL,
	amount INTEGER NOT NULL,
	CONSTRAINT pk_payments PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_payments_kind CHECK (kind IN ('debt', 'prepayment')),
	CONSTRAINT fk_payments_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT ck_payments_amount CHECK (amount > 0),
	CONSTRAINT fk_payments_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_payments_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_payments_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_payments_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_payments_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_payments_clinic_id_change ON payments (clinic_id, change);
CREATE INDEX ix_payments_clinic_id_day ON payments (clinic_id, day);
CREATE INDEX ix_payments_clinic_id_fingerprint ON payments (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_payments_clinic_id_patient_id ON payments (clinic_id, patient_id);
CREATE TABLE promises (
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
	contact TEXT,
	via TEXT,
	due INTEGER NOT NULL,
	keeper_id INTEGER NOT NULL,
	state TEXT NOT NULL,
	closed INTEGER,
	CONSTRAINT pk_promises PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_promises_contact CHECK (contact IN ('patient', 'relative', 'supplier', 'partner', 'alliance', 'competitor')),
	CONSTRAINT ck_promises_via CHECK (via IN ('person', 'phone', 'message', 'mail', 'web')),
	CONSTRAINT ck_promises_state CHECK (state IN ('open', 'kept', 'late', 'broken', 'released')),
	CONSTRAINT fk_promises_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT ck_promises_closed CHECK ((state = 'open') = (closed IS NULL)),
	CONSTRAINT fk_promises_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_promises_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_promises_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_promises_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_promises_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_promises_clinic_id_change ON promises (clinic_id, change);
CREATE INDEX ix_promises_clinic_id_day ON promises (clinic_id, day);
CREATE INDEX ix_promises_clinic_id_due ON promises (clinic_id, due);
CREATE INDEX ix_promises_clinic_id_fingerprint ON promises (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_promises_clinic_id_patient_id ON promises (clinic_id, patient_id);
CREATE TABLE recurring (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	category TEXT NOT NULL,
	bucket TEXT NOT NULL,
	channel_id INTEGER,
	amount INTEGER NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	day_of_month INTEGER NOT NULL,
	since INTEGER NOT NULL,
	author_id INTEGER NOT NULL,
	ended INTEGER,
	change INTEGER NOT NULL,
	CONSTRAINT pk_recurring PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_recurring_bucket CHECK (bucket IN ('acquire', 'keep', 'improve', 'fixed', 'variable', 'tax')),
	CONSTRAINT fk_recurring_clinic_id_channel_id FOREIGN KEY(clinic_id, channel_id) REFERENCES channels (clinic_id, id),
	CONSTRAINT ck_recurring_day_of_month CHECK (day_of_month BETWEEN 1 AND 31),
	CONSTRAINT fk_recurring_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE wishes (
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
	CONSTRAINT pk_wishes PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_wishes_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_wishes_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_wishes_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_wishes_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_wishes_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_wishes_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_wishes_clinic_id_change ON wishes (clinic_id, change);
CREATE INDEX ix_wishes_clinic_id_day ON wishes (clinic_id, day);
CREATE INDEX ix_wishes_clinic_id_fingerprint ON wishes (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_wishes_clinic_id_patient_id ON wishes (clinic_id, patient_id);
CREATE TABLE call_attempts (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	call_id INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_call_attempts PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_call_attempts_outcome CHECK (outcome IN ('reached', 'booked', 'no_answer', 'refused', 'do_not_call')),
	CONSTRAINT ck_call_attempts_reason CHECK (reason IN ('price', 'student', 'moved', 'one_off', 'unhappy', 'competitor', 'rudeness', 'done', 'no_answer', 'unknown')),
	CONSTRAINT fk_call_attempts_clinic_id_call_id FOREIGN KEY(clinic_id, call_id) REFERENCES calls (clinic_id, id),
	CONSTRAINT fk_call_attempts_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_call_attempts_clinic_id_call_id ON call_attempts (clinic_id, call_id);
CREATE TABLE expenses (
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
	category TEXT NOT NULL,
	bucket TEXT NOT NULL,
	channel_id INTEGER,
	amount INTEGER NOT NULL,
	recurring_id INTEGER,
	CONSTRAINT pk_expenses PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_expenses_bucket CHECK (bucket IN ('acquire', 'keep', 'improve', 'fixed', 'variable', 'tax')),
	CONSTRAINT fk_expenses_clinic_id_channel_id FOREIGN KEY(clinic_id, channel_id) REFERENCES channels (clinic_id, id),
	CONSTRAINT fk_expenses_clinic_id_recurring_id FOREIGN KEY(clinic_id, recurring_id) REFERENCES recurring (clinic_id, id),
	CONSTRAINT fk_expenses_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_expenses_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_expenses_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_expenses_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_expenses_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_expenses_clinic_id_change ON expenses (clinic_id, change);
CREATE INDEX ix_expenses_clinic_id_day ON expenses (clinic_id, day);
CREATE INDEX ix_expenses_clinic_id_fingerprint ON expenses (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE TABLE measures (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	complaint_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	keeper_id INTEGER NOT NULL,
	due INTEGER NOT NULL,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	done INTEGER,
	dropped INTEGER,
	effect_30 TEXT,
	effect_90 TEXT,
	change INTEGER NOT NULL,
	CONSTRAINT pk_measures PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_measures_kind CHECK (kind IN ('training', 'culture', 'rules', 'technology', 'promises', 'products', 'none')),
	CONSTRAINT ck_measures_effect_30 CHECK (effect_30 IN ('worked', 'partly', 'failed', 'unknown')),
	CONSTRAINT ck_measures_effect_90 CHECK (effect_90 IN ('worked', 'partly', 'failed', 'unknown')),
	CONSTRAINT fk_measures_clinic_id_complaint_id FOREIGN KEY(clinic_id, complaint_id) REFERENCES complaints (clinic_id, id),
	CONSTRAINT fk_measures_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_measures_clinic_id_change ON measures (clinic_id, change);
CREATE INDEX ix_measures_clinic_id_complaint_id ON measures (clinic_id, complaint_id);
CREATE TABLE ratings (
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
	poster_id INTEGER,
	stars INTEGER NOT NULL,
	praised TEXT DEFAULT '[]' NOT NULL,
	complaint_id INTEGER,
	CONSTRAINT pk_ratings PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_ratings_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_ratings_clinic_id_poster_id FOREIGN KEY(clinic_id, poster_id) REFERENCES posters (clinic_id, id),
	CONSTRAINT fk_ratings_clinic_id_complaint_id FOREIGN KEY(clinic_id, complaint_id) REFERENCES complaints (clinic_id, id),
	CONSTRAINT ck_ratings_stars CHECK (stars BETWEEN 1 AND 5),
	CONSTRAINT fk_ratings_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_ratings_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_ratings_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_ratings_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_ratings_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_ratings_clinic_id_change ON ratings (clinic_id, change);
CREATE INDEX ix_ratings_clinic_id_day ON ratings (clinic_id, day);
CREATE INDEX ix_ratings_clinic_id_fingerprint ON ratings (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_ratings_clinic_id_patient_id ON ratings (clinic_id, patient_id);
CREATE TABLE reviews (
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
	site TEXT NOT NULL,
	stars INTEGER,
	link TEXT,
	answered INTEGER,
	complaint_id INTEGER,
	CONSTRAINT pk_reviews PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_reviews_clinic_id_complaint_id FOREIGN KEY(clinic_id, complaint_id) REFERENCES complaints (clinic_id, id),
	CONSTRAINT ck_reviews_stars CHECK (stars BETWEEN 1 AND 5),
	CONSTRAINT fk_reviews_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_reviews_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_reviews_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_reviews_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_reviews_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
CREATE INDEX ix_reviews_clinic_id_change ON reviews (clinic_id, change);
CREATE INDEX ix_reviews_clinic_id_day ON reviews (clinic_id, day);
CREATE INDEX ix_reviews_clinic_id_fingerprint ON reviews (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
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
	CONSTRAINT ck_amendments_kind CHECK (kind IN ('visit', 'complaint', 'praise', 'expense', 'cash', 'payment', 'appointment', 'arrival', 'promise', 'leaving', 'wish', 'review', 'mark', 'kinship', 'rating', 'measure')),
	CONSTRAINT ck_amendments_typed CHECK (typed IN (0, 1)),
	CONSTRAINT fk_amendments_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_amendments (clinic_id, id, kind, entry_id, field, before, after, author_id, at, typed)
SELECT clinic_id, id, kind, entry_id, field, before, after, author_id, at, typed FROM amendments;
DROP TABLE amendments;
ALTER TABLE new_amendments RENAME TO amendments;
CREATE INDEX ix_amendments_clinic_id_entry_id ON amendments (clinic_id, entry_id);
CREATE TABLE new_attachments (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	entry_id INTEGER NOT NULL,
	file_id TEXT NOT NULL,
	file_key TEXT NOT NULL,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_attachments PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_attachments_kind CHECK (kind IN ('visit', 'complaint', 'praise', 'expense', 'cash', 'payment', 'appointment', 'arrival', 'promise', 'leaving', 'wish', 'review', 'mark', 'kinship', 'rating', 'measure')),
	CONSTRAINT uq_attachments_clinic_id_entry_id_file_key UNIQUE (clinic_id, entry_id, file_key),
	CONSTRAINT fk_attachments_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_attachments (clinic_id, id, kind, entry_id, file_id, file_key, author_id, at)
SELECT clinic_id, id, kind, entry_id, file_id, file_key, author_id, at FROM attachments;
DROP TABLE attachments;
ALTER TABLE new_attachments RENAME TO attachments;
CREATE TABLE new_imports (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	file TEXT NOT NULL,
	started INTEGER NOT NULL,
	finished INTEGER,
	good INTEGER DEFAULT 0 NOT NULL,
	duplicate INTEGER DEFAULT 0 NOT NULL,
	bad INTEGER DEFAULT 0 NOT NULL,
	author_id INTEGER,
	undone INTEGER,
	undone_by INTEGER,
	CONSTRAINT pk_imports PRIMARY KEY (clinic_id, id),
	CONSTRAINT fk_imports_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_imports (clinic_id, id, kind, file, started, finished, good, duplicate, bad)
SELECT clinic_id, id, kind, file, started, finished, good, duplicate, bad FROM imports;
DROP TABLE imports;
ALTER TABLE new_imports RENAME TO imports;
CREATE TABLE new_patients (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	"key" TEXT NOT NULL,
	legacy INTEGER DEFAULT 0 NOT NULL,
	asked INTEGER DEFAULT 0 NOT NULL,
	do_not_call INTEGER DEFAULT 0 NOT NULL,
	merged_into INTEGER,
	change INTEGER NOT NULL,
	CONSTRAINT pk_patients PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_patients_legacy CHECK (legacy IN (0, 1)),
	CONSTRAINT ck_patients_asked CHECK (asked IN (0, 1)),
	CONSTRAINT ck_patients_do_not_call CHECK (do_not_call IN (0, 1)),
	CONSTRAINT uq_patients_clinic_id_key UNIQUE (clinic_id, "key"),
	CONSTRAINT ck_patients_code CHECK (length(code) BETWEEN 1 AND 64),
	CONSTRAINT ck_patients_merged_into CHECK (merged_into <> id),
	CONSTRAINT fk_patients_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_patients (clinic_id, id, code, key, legacy, asked, merged_into, change)
SELECT clinic_id, id, code, key, legacy, asked, merged_into, change FROM patients;
DROP TABLE patients;
ALTER TABLE new_patients RENAME TO patients;
CREATE INDEX ix_patients_clinic_id_change ON patients (clinic_id, change);
CREATE TABLE new_complaints (
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
	emotion_after TEXT,
	outcome TEXT,
	contact TEXT,
	via TEXT,
	subjects_also TEXT DEFAULT '[]' NOT NULL,
	causes_also TEXT DEFAULT '[]' NOT NULL,
	assignee_id INTEGER,
	doctor_id INTEGER,
	room_id INTEGER,
	owner_saw INTEGER,
	CONSTRAINT pk_complaints PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_complaints_subject CHECK (subject IN ('waiting', 'rudeness', 'price', 'treatment', 'booking', 'premises', 'other')),
	CONSTRAINT ck_complaints_cause CHECK (cause IN ('people', 'systems', 'processes', 'products', 'customers')),
	CONSTRAINT ck_complaints_rude CHECK (rude IN (0, 1)),
	CONSTRAINT ck_complaints_status CHECK (status IN ('new', 'acknowledged', 'investigating', 'answered', 'resolved', 'prevented', 'reopened')),
	CONSTRAINT ck_complaints_outcome CHECK (outcome IN ('upheld', 'partly', 'not_upheld')),
	CONSTRAINT ck_complaints_contact CHECK (contact IN ('patient', 'relative', 'supplier', 'partner', 'alliance', 'competitor')),
	CONSTRAINT ck_complaints_via CHECK (via IN ('person', 'phone', 'message', 'mail', 'web')),
	CONSTRAINT fk_complaints_clinic_id_patient_id FOREIGN KEY(clinic_id, patient_id) REFERENCES patients (clinic_id, id),
	CONSTRAINT fk_complaints_clinic_id_doctor_id FOREIGN KEY(clinic_id, doctor_id) REFERENCES doctors (clinic_id, id),
	CONSTRAINT fk_complaints_clinic_id_room_id FOREIGN KEY(clinic_id, room_id) REFERENCES rooms (clinic_id, id),
	CONSTRAINT ck_complaints_gravity CHECK (gravity BETWEEN 1 AND 3),
	CONSTRAINT fk_complaints_clinic_id_import_id FOREIGN KEY(clinic_id, import_id) REFERENCES imports (clinic_id, id),
	CONSTRAINT uq_complaints_clinic_id_token UNIQUE (clinic_id, token),
	CONSTRAINT ck_complaints_voided CHECK ((voided IS NULL) = (voided_by IS NULL)),
	CONSTRAINT ck_complaints_note CHECK (length(note) <= 4096),
	CONSTRAINT fk_complaints_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_complaints (clinic_id, id, day, note, author_id, logged, token, import_id, fingerprint, voided, voided_by, change, patient_id, subject, cause, gravity, rude, status, resolved, measure, emotion)
SELECT clinic_id, id, day, note, author_id, logged, token, import_id, fingerprint, voided, voided_by, change, patient_id, subject, cause, gravity, rude, status, resolved, measure, emotion FROM complaints;
DROP TABLE complaints;
ALTER TABLE new_complaints RENAME TO complaints;
CREATE INDEX ix_complaints_clinic_id_change ON complaints (clinic_id, change);
CREATE INDEX ix_complaints_clinic_id_day ON complaints (clinic_id, day);
CREATE INDEX ix_complaints_clinic_id_fingerprint ON complaints (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_complaints_clinic_id_patient_id ON complaints (clinic_id, patient_id);
CREATE TABLE new_praises (
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
	contact TEXT,
	CONSTRAINT pk_praises PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_praises_contact CHECK (contact IN ('patient', 'relative', 'supplier', 'partner', 'alliance', 'competitor')),
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
INSERT INTO new_praises (clinic_id, id, day, note, author_id, logged, token, import_id, fingerprint, voided, voided_by, change, patient_id, doctor_id)
SELECT clinic_id, id, day, note, author_id, logged, token, import_id, fingerprint, voided, voided_by, change, patient_id, doctor_id FROM praises;
DROP TABLE praises;
ALTER TABLE new_praises RENAME TO praises;
CREATE INDEX ix_praises_clinic_id_change ON praises (clinic_id, change);
CREATE INDEX ix_praises_clinic_id_day ON praises (clinic_id, day);
CREATE INDEX ix_praises_clinic_id_fingerprint ON praises (clinic_id, fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX ix_praises_clinic_id_patient_id ON praises (clinic_id, patient_id);
CREATE TABLE new_complaint_steps (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	complaint_id INTEGER NOT NULL,
	status TEXT NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	author_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	CONSTRAINT pk_complaint_steps PRIMARY KEY (clinic_id, id),
	CONSTRAINT ck_complaint_steps_status CHECK (status IN ('new', 'acknowledged', 'investigating', 'answered', 'resolved', 'prevented', 'reopened')),
	CONSTRAINT fk_complaint_steps_clinic_id_complaint_id FOREIGN KEY(clinic_id, complaint_id) REFERENCES complaints (clinic_id, id),
	CONSTRAINT fk_complaint_steps_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO new_complaint_steps (clinic_id, id, complaint_id, status, author_id, at)
SELECT clinic_id, id, complaint_id, status, author_id, at FROM complaint_steps;
DROP TABLE complaint_steps;
ALTER TABLE new_complaint_steps RENAME TO complaint_steps;
CREATE INDEX ix_complaint_steps_clinic_id_complaint_id ON complaint_steps (clinic_id, complaint_id);
