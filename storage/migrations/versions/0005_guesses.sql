CREATE TABLE guesses (
	clinic_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	author_id INTEGER NOT NULL,
	day INTEGER NOT NULL,
	customers INTEGER,
	people INTEGER,
	at INTEGER NOT NULL,
	CONSTRAINT pk_guesses PRIMARY KEY (clinic_id, id),
	CONSTRAINT uq_guesses_clinic_id_author_id_day UNIQUE (clinic_id, author_id, day),
	CONSTRAINT ck_guesses_both CHECK ((customers IS NULL) = (people IS NULL)),
	CONSTRAINT ck_guesses_whole CHECK (customers >= 0 AND people >= 0 AND customers + people <= 100),
	CONSTRAINT fk_guesses_clinic_id FOREIGN KEY(clinic_id) REFERENCES clinics (id)
)
 WITHOUT ROWID,
 STRICT
