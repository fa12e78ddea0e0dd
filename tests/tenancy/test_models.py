"""The models are what the migrations made, and the other way round."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from clinic_portal.app import create_app
from clinic_portal.foundation.database.engine import sqlalchemy_url
from clinic_portal.foundation.database.migrate import newest_revision
from clinic_portal.foundation.database.owned import Base
from clinic_portal.foundation.roles import OWNER
from tests.stand.servers import TEMPLATE, Addresses
from tests.tenancy import catalog

assert create_app  # importing the portal gathers every model


@pytest.fixture(scope="module")
def url(addresses: Addresses) -> str:
    return addresses.database(TEMPLATE, OWNER)


def differences(url: str) -> list[Any]:
    engine = create_engine(sqlalchemy_url(url), poolclass=NullPool)
    options = {"include_schemas": True, "include_name": is_ours, "include_object": is_modelled, "compare_type": True}
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)


def is_ours(name: str | None, kind: str, parents: Any) -> bool:
    if kind == "schema":
        return name in {table.schema for table in Base.metadata.tables.values()}
    return not (kind == "table" and name and name.startswith("event_"))  # partitions come and go with the months


def is_modelled(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """Keys across contexts, indexes and checks are the migrations' alone; tables and columns are both's."""
    return kind in {"table", "column"}


def test_models_equal_the_migrated_database(url: str) -> None:
    assert differences(url) == []


def test_a_difference_is_seen(url: str) -> None:
    engine = create_engine(sqlalchemy_url(url), poolclass=NullPool)
    options = {"include_schemas": True, "include_name": is_ours, "include_object": is_modelled}
    with engine.connect() as connection, connection.begin() as change:
        connection.execute(text("ALTER TABLE events.outbox ADD COLUMN forgotten text"))
        found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
        change.rollback()
    assert [difference[0] for difference in found] == ["remove_column"]


def test_every_table_with_a_clinic_is_mapped_as_owned(url: str) -> None:
    """A model that forgot the mixin would be a table that the first wall does not know."""
    marked = {table.fullname for table in Base.metadata.tables.values() if table.info.get("clinic_owned")}
    mapped = {table.fullname for table in Base.metadata.tables.values()}
    assert marked == set(catalog.owned_tables(url)) & mapped


def test_the_template_stands_at_the_newest_revision(url: str) -> None:
    assert catalog.rows(url, "SELECT version_num FROM public.alembic_version") == [(newest_revision(),)]
