"""Capacity above one: kinds in full, lanes of rooms, equipment, sessions with seats, and time kept around."""

from alembic import op

from migrations.protection import APP, protect

revision = "capacity"
down_revision = "saved_views"

APPOINTMENT, HOLDS = "agenda.appointment", "holds AND NOT overbooked"
LISTS = ("practitioner_ids", "room_ids", "branch_ids", "equipment_ids")


def upgrade() -> None:
    _kinds()
    _schedules()
    _appointments()
    _equipment()
    _equipment_of_appointments()


def _kinds() -> None:
    op.execute(f"""
        ALTER TABLE agenda.appointment_type
            ADD COLUMN buffer_before integer NOT NULL DEFAULT 0 CHECK (buffer_before BETWEEN 0 AND 120),
            ADD COLUMN buffer_after integer NOT NULL DEFAULT 0 CHECK (buffer_after BETWEEN 0 AND 120),
            ADD COLUMN grid integer NOT NULL DEFAULT 15 CHECK (grid BETWEEN 5 AND 120),
            ADD COLUMN seats smallint NOT NULL DEFAULT 1 CHECK (seats BETWEEN 1 AND 50),
            ADD COLUMN notice_minutes integer NOT NULL DEFAULT 0 CHECK (notice_minutes >= 0),
            ADD COLUMN horizon_days integer NOT NULL DEFAULT 0 CHECK (horizon_days >= 0),
            {", ".join(f"ADD COLUMN {name} bigint[] NOT NULL DEFAULT '{{}}'" for name in LISTS)},
            ADD COLUMN retired_at timestamptz,
            ADD COLUMN version integer NOT NULL DEFAULT 1""")


def _schedules() -> None:
    op.execute("""
        ALTER TABLE agenda.schedule
            -- It comes back in this statement, and allows more.
            -- squawk-ignore ban-drop-constraint
            DROP CONSTRAINT schedule_kind_check,
            ADD CONSTRAINT schedule_kind_check CHECK (kind IN ('practitioner', 'room', 'equipment')),
            ADD COLUMN capacity smallint NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 0 AND 99),
            ADD COLUMN version integer NOT NULL DEFAULT 1""")


def _appointments() -> None:
    """All of a session share a key; those of one key do not keep each other out, but each has a seat of its own."""
    for name in ("practitioner", "room"):
        # They come back below, in the same transaction, with lanes and sessions.
        op.execute(
            f"-- squawk-ignore ban-drop-constraint\nALTER TABLE {APPOINTMENT} DROP CONSTRAINT ex_appointment_{name}"
        )
    op.execute("CREATE SEQUENCE agenda.session_key")
    op.execute(f"GRANT USAGE ON SEQUENCE agenda.session_key TO {APP}")
    op.execute(f"""
        ALTER TABLE {APPOINTMENT}
            -- Each appointment needs a key of its own, so that the table is rewritten once, here, for all three.
            -- squawk-ignore adding-field-with-default
            ADD COLUMN session_key bigint NOT NULL DEFAULT nextval('agenda.session_key'),
            ADD COLUMN seat smallint NOT NULL DEFAULT 1,
            ADD COLUMN seats smallint NOT NULL DEFAULT 1,
            ADD COLUMN room_lane smallint NOT NULL DEFAULT 1 CHECK (room_lane >= 1),
            ADD COLUMN busy_from timestamptz CHECK (busy_from <= starts_at),
            ADD COLUMN busy_until timestamptz CHECK (busy_until >= ends_at),
            ADD CONSTRAINT ck_appointment_seat CHECK (seat >= 1 AND (seat <= seats OR overbooked)),
            -- squawk-ignore ban-drop-column
            DROP COLUMN during,
            -- squawk-ignore adding-field-with-default
            ADD COLUMN during tstzrange NOT NULL GENERATED ALWAYS AS
                (tstzrange(coalesce(busy_from, starts_at), coalesce(busy_until, ends_at))) STORED""")
    op.execute(f"""
        ALTER TABLE {APPOINTMENT}
            ADD CONSTRAINT ex_appointment_practitioner EXCLUDE USING gist
                (clinic_id WITH =, practitioner_id WITH =, during WITH &&, session_key WITH <>) WHERE ({HOLDS}),
            ADD CONSTRAINT ex_appointment_room EXCLUDE USING gist
                (clinic_id WITH =, room_id WITH =, during WITH &&, room_lane WITH =, session_key WITH <>)
                WHERE ({HOLDS})""")
    op.execute(
        f"CREATE UNIQUE INDEX uq_appointment_seat ON {APPOINTMENT} (clinic_id, session_key, seat)"
        f" WHERE {HOLDS} AND seats > 1"
    )


def _equipment() -> None:
    op.execute("""
        CREATE TABLE agenda.equipment (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            branch_id bigint NOT NULL,
            name text NOT NULL,
            capacity smallint NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 1 AND 99),
            retired_at timestamptz,
            version integer NOT NULL DEFAULT 1,
            CONSTRAINT pk_equipment PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_equipment_name UNIQUE (clinic_id, branch_id, name),
            CONSTRAINT across_equipment_branch_id FOREIGN KEY (clinic_id, branch_id)
                REFERENCES clinics.branch (clinic_id, id)
        )""")
    protect("agenda.equipment", "SELECT, INSERT, UPDATE")


def _equipment_of_appointments() -> None:
    """Its time and whether it holds are the appointment's; the database itself keeps them so."""
    op.execute("""
        CREATE TABLE agenda.appointment_equipment (
            clinic_id bigint NOT NULL,
            appointment_id bigint NOT NULL,
            equipment_id bigint NOT NULL,
            lane smallint NOT NULL DEFAULT 1 CHECK (lane >= 1),
            session_key bigint NOT NULL,
            during tstzrange NOT NULL,
            holds boolean NOT NULL,
            CONSTRAINT pk_appointment_equipment PRIMARY KEY (clinic_id, appointment_id, equipment_id),
            CONSTRAINT fk_appointment_equipment_appointment FOREIGN KEY (clinic_id, appointment_id)
                REFERENCES agenda.appointment (clinic_id, id),
            CONSTRAINT fk_appointment_equipment_equipment FOREIGN KEY (clinic_id, equipment_id)
                REFERENCES agenda.equipment (clinic_id, id),
            CONSTRAINT ex_appointment_equipment EXCLUDE USING gist
                (clinic_id WITH =, equipment_id WITH =, during WITH &&, lane WITH =, session_key WITH <>)
                WHERE (holds)
        )""")
    op.execute(
        "CREATE INDEX ix_appointment_equipment_during ON agenda.appointment_equipment"
        " USING gist (clinic_id, equipment_id, during)"
    )
    protect("agenda.appointment_equipment")
    op.execute("""
        CREATE FUNCTION agenda.keep_equipment() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
        BEGIN
            UPDATE agenda.appointment_equipment
            SET during = NEW.during, holds = NEW.holds AND NOT NEW.overbooked, session_key = NEW.session_key
            WHERE clinic_id = NEW.clinic_id AND appointment_id = NEW.id;
            RETURN NULL;
        END $$""")
    op.execute(f"""
        CREATE TRIGGER keep_equipment
            AFTER UPDATE OF starts_at, ends_at, busy_from, busy_until, status, overbooked, session_key ON {APPOINTMENT}
            FOR EACH ROW WHEN ((OLD.during, OLD.holds, OLD.overbooked, OLD.session_key)
                IS DISTINCT FROM (NEW.during, NEW.holds, NEW.overbooked, NEW.session_key))
            EXECUTE FUNCTION agenda.keep_equipment()""")


def downgrade() -> None:
    op.execute(f"DROP TRIGGER keep_equipment ON {APPOINTMENT}")
    op.execute("DROP FUNCTION agenda.keep_equipment()")
    op.execute("DROP TABLE agenda.appointment_equipment, agenda.equipment")
    op.execute("DROP INDEX agenda.uq_appointment_seat")
    op.execute(f"""
        ALTER TABLE {APPOINTMENT}
            -- squawk-ignore ban-drop-column
            DROP COLUMN during,
            -- squawk-ignore adding-field-with-default
            ADD COLUMN during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED""")
    for name in ("practitioner", "room"):
        op.execute(
            f"ALTER TABLE {APPOINTMENT} ADD CONSTRAINT ex_appointment_{name} EXCLUDE USING gist"
            f" (clinic_id WITH =, {name}_id WITH =, during WITH &&) WHERE ({HOLDS})"
        )
    for name in ("session_key", "seat", "seats", "room_lane", "busy_from", "busy_until"):
        op.execute(f"ALTER TABLE {APPOINTMENT} DROP COLUMN {name}")
    op.execute("DROP SEQUENCE agenda.session_key")
    op.execute("""
        ALTER TABLE agenda.schedule
            -- It comes back in this statement, and allows more.
            -- squawk-ignore ban-drop-constraint
            DROP CONSTRAINT schedule_kind_check,
            ADD CONSTRAINT schedule_kind_check CHECK (kind IN ('practitioner', 'room')),
            DROP COLUMN capacity, DROP COLUMN version""")
    for name in ("buffer_before", "buffer_after", "grid", "seats", "notice_minutes", "horizon_days", *LISTS,
                 "retired_at", "version"):  # fmt: skip
        op.execute(f"ALTER TABLE agenda.appointment_type DROP COLUMN {name}")
