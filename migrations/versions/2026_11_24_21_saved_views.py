"""How each person looks at the agenda: the view they chose last, and up to nine with a name."""

from alembic import op

from migrations.protection import protect

revision = "saved_views"
down_revision = "availability"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE agenda.saved_view (
            clinic_id bigint NOT NULL,
            id bigint GENERATED ALWAYS AS IDENTITY,
            user_id bigint NOT NULL,
            place integer NOT NULL CHECK (place BETWEEN 0 AND 9),
            name text NOT NULL,
            span text NOT NULL CHECK (span IN ('day', 'week', 'month')),
            by text NOT NULL CHECK (by IN ('practitioner', 'room')),
            branch_id bigint NOT NULL,
            whose bigint NOT NULL,
            cancelled boolean NOT NULL,
            columns bigint[] NOT NULL,
            kinds bigint[] NOT NULL,
            states text[] NOT NULL,
            CONSTRAINT pk_saved_view PRIMARY KEY (clinic_id, id),
            CONSTRAINT uq_saved_view_place UNIQUE (clinic_id, user_id, place),
            CONSTRAINT ck_saved_view_name CHECK ((place = 0) = (name = ''))
        )""")
    protect("agenda.saved_view")


def downgrade() -> None:
    op.execute("DROP TABLE agenda.saved_view")
