"""How Alembic runs: as the owner, one runner at a time, never waiting long for a lock."""

from alembic import context
from sqlalchemy import create_engine, pool, text

from clinic_portal.foundation.database.engine import sqlalchemy_url
from migrations.partitions import ensure_months

ONE_RUNNER = 7_201_904


def _offline() -> None:
    context.configure(dialect_name="postgresql", literal_binds=True, output_buffer=context.config.output_buffer)
    with context.begin_transaction():
        context.run_migrations()


def _online() -> None:
    engine = create_engine(
        sqlalchemy_url(context.config.get_main_option("sqlalchemy.url", "")), poolclass=pool.NullPool
    )
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_RUNNER})
        connection.execute(text("SET LOCAL lock_timeout = '5s'"))
        context.configure(connection=connection, transactional_ddl=True, transaction_per_migration=False)
        with context.begin_transaction():
            context.run_migrations()
        ensure_months(connection)


if context.is_offline_mode():
    _offline()
else:
    _online()
