"""The waiting list, and offers of freed times."""

from alembic import op

from migrations.protection import protect, seen_whole

revision = "waiting_list"
down_revision = "online_booking"

ACROSS = (
    ("waitlist_entry", "practitioner_id", "clinics.practitioner"),
    ("waitlist_entry", "branch_id", "clinics.branch"),
    ("waitlist_offer", "practitioner_id", "clinics.practitioner"),
    ("waitlist_offer", "branch_id", "clinics.branch"),
)


def upgrade() -> None:
    _entries()
    _offers()
    _asks()
    for table, column, other in ACROSS:
        with seen_whole(f"agenda.{table}", other):
            op.execute(
                f"ALTER TABLE agenda.{table} ADD CONSTRAINT across_{table}_{column}"
                f" FOREIGN KEY (clinic_id, {column}) REFERENCES {other} (clinic_id, id)"
            )


def _entries() -> None:
    op.execute("""
        CREATE TABLE agenda.waitlist_entry (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            patient_id bigint NOT NULL,
            type_id bigint NOT NULL,
            minutes smallint NOT NULL CHECK (minutes BETWEEN 5 AND 720),
            practitioner_id bigint,
            branch_id bigint,
            weekdays smallint[] NOT NULL,
            since smallint NOT NULL,
            until smallint NOT NULL,
            first_day date NOT NULL,
            last_day date,
            urgent boolean NOT NULL,
            note text NOT NULL,
            state text NOT NULL CHECK (state IN ('waiting', 'booked', 'withdrawn')),
            reason text NOT NULL,
            appointment_id bigint,
            version integer NOT NULL,
            added_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL,
            added_by bigint,
            CONSTRAINT pk_waitlist_entry PRIMARY KEY (clinic_id, id),
            CONSTRAINT ck_waitlist_entry_clock CHECK (0 <= since AND since < until AND until <= 1440),
            CONSTRAINT ck_waitlist_entry_days CHECK (last_day >= first_day),
            CONSTRAINT ck_waitlist_entry_booked CHECK ((state = 'booked') = (appointment_id IS NOT NULL)),
            CONSTRAINT fk_waitlist_entry_patient FOREIGN KEY (clinic_id, patient_id)
                REFERENCES agenda.patient_card (clinic_id, patient_id),
            CONSTRAINT fk_waitlist_entry_type FOREIGN KEY (clinic_id, type_id)
                REFERENCES agenda.appointment_type (clinic_id, id),
            CONSTRAINT fk_waitlist_entry_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id)
        )""")
    op.execute("""
        CREATE INDEX ix_waitlist_entry_waiting ON agenda.waitlist_entry (clinic_id, urgent DESC, added_at, id)
            WHERE state = 'waiting'""")
    op.execute("CREATE INDEX ix_waitlist_entry_changed ON agenda.waitlist_entry (clinic_id, changed_at DESC)")
    op.execute("CREATE INDEX ix_waitlist_entry_patient ON agenda.waitlist_entry (clinic_id, patient_id)")
    protect("agenda.waitlist_entry", "SELECT, INSERT, UPDATE")


def _offers() -> None:
    op.execute("""
        CREATE TABLE agenda.waitlist_offer (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            practitioner_id bigint NOT NULL,
            branch_id bigint NOT NULL,
            starts_at timestamptz NOT NULL,
            minutes smallint NOT NULL,
            expires_at timestamptz NOT NULL,
            made_at timestamptz NOT NULL,
            made_by bigint,
            CONSTRAINT pk_waitlist_offer PRIMARY KEY (clinic_id, id),
            CONSTRAINT ck_waitlist_offer_expires CHECK (expires_at <= starts_at + make_interval(mins => minutes))
        )""")
    op.execute("CREATE INDEX ix_waitlist_offer_time ON agenda.waitlist_offer (clinic_id, starts_at)")
    protect("agenda.waitlist_offer", "SELECT, INSERT, UPDATE (expires_at)")


def _asks() -> None:
    op.execute("""
        CREATE TABLE agenda.waitlist_ask (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            offer_id bigint NOT NULL,
            entry_id bigint NOT NULL,
            starts_at timestamptz NOT NULL,
            seed text NOT NULL,
            digest text NOT NULL,
            language text NOT NULL,
            state text NOT NULL CHECK (state IN ('asked', 'accepted', 'refused', 'taken')),
            answered_at timestamptz,
            appointment_id bigint,
            CONSTRAINT pk_waitlist_ask PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_waitlist_ask_digest UNIQUE (clinic_id, digest),
            CONSTRAINT uq_waitlist_ask_entry UNIQUE (clinic_id, offer_id, entry_id),
            CONSTRAINT ck_waitlist_ask_accepted CHECK ((state = 'accepted') = (appointment_id IS NOT NULL)),
            CONSTRAINT fk_waitlist_ask_offer FOREIGN KEY (clinic_id, offer_id)
                REFERENCES agenda.waitlist_offer (clinic_id, id),
            CONSTRAINT fk_waitlist_ask_entry FOREIGN KEY (clinic_id, entry_id)
                REFERENCES agenda.waitlist_entry (clinic_id, id),
            CONSTRAINT fk_waitlist_ask_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id)
        )""")
    op.execute(
        "CREATE UNIQUE INDEX uq_waitlist_ask_winner ON agenda.waitlist_ask (clinic_id, offer_id)"
        " WHERE state = 'accepted'"
    )
    op.execute("CREATE INDEX ix_waitlist_ask_entry ON agenda.waitlist_ask (clinic_id, entry_id) WHERE state = 'asked'")
    protect("agenda.waitlist_ask", "SELECT, INSERT, UPDATE (language, state, answered_at, appointment_id)")


def downgrade() -> None:
    for table in ("waitlist_ask", "waitlist_offer", "waitlist_entry"):
        op.execute(f"DROP TABLE agenda.{table}")
