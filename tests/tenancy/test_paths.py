"""Two walls against every way to a row: what the session alone lets through, what row security alone, and both."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from clinic_portal.foundation.database.walls import OtherClinic, UnreviewedStatement
from tests.stand.bare import bare_portal, opened, settings_on
from tests.stand.servers import Addresses, drop_database
from tests.tenancy.farm import NORTE, build
from tests.tenancy.paths import PATHS
from tests.tenancy.sessions import unwalled, walled

pytestmark = pytest.mark.filterwarnings(
    "ignore::sqlalchemy.exc.SADeprecationWarning",
    "ignore::sqlalchemy.exc.SAWarning",
    "ignore::sqlalchemy.exc.LegacyAPIWarning",
)
REFUSALS = (UnreviewedStatement, OtherClinic, SQLAlchemyError, AttributeError)

SESSION_ALONE_LEAKS = {
    "connection_of_the_session",
    "driver_of_the_session",
    "driver_cursor",
    "literal_sql",
    "window_function",  # with_loader_criteria does not see a table that only OVER () names
    "expression_put_on",  # nor the sub-query that an option puts on an entity
    "update_moves_the_row",
}
REFUSED = {
    "add_for_the_other",
    "bulk_insert_mappings",
    "bulk_save_objects",
    "bulk_update_mappings",
    "change_of_clinic",
    "core_alias",
    "core_beside_entity",
    "core_column",
    "core_count",
    "core_delete",
    "core_joined_to_entity",
    "core_table",
    "core_update",
    "identity_map",
    "insert_from_select",
    "insert_many_values",
    "insert_parameters",
    "insert_values",
    "made_up_table",
    "query_from_text",
    "text_inside_where",
    "text_statement",
    "text_with_columns",
    "update_by_key",
}
ROW_SECURITY_ALONE_LEAKS = {"identity_map"}


def farm_app(addresses: Addresses, name: str, *, row_security: bool) -> Iterator[Flask]:
    build(addresses, name, row_security=row_security)
    with opened(bare_portal(settings_on(addresses, name, 14))) as app:
        yield app
    drop_database(addresses, name)


@pytest.fixture(scope="module")
def walled_farm(addresses: Addresses, process_number: int) -> Iterator[Flask]:
    yield from farm_app(addresses, f"farm_{process_number}", row_security=True)


@pytest.fixture(scope="module")
def open_farm(addresses: Addresses, process_number: int) -> Iterator[Flask]:
    yield from farm_app(addresses, f"farm_open_{process_number}", row_security=False)


def leaks(app: Flask, open_session: Callable[[int], Session], name: str) -> bool:
    """Whether the path brings anything of Sur to Norte, or writes to Sur."""
    with app.app_context(), open_session(NORTE) as session:
        try:
            found = PATHS[name](session)
        except REFUSALS:
            return False
        finally:
            session.rollback()
    return found not in (0, False) and ("Sur" in str(found) or isinstance(found, int | bool))


@pytest.mark.parametrize("name", PATHS)
def test_no_path_passes_both_walls(walled_farm: Flask, name: str) -> None:
    assert not leaks(walled_farm, walled, name)


def test_the_session_refuses_what_it_cannot_filter_and_nothing_else(walled_farm: Flask) -> None:
    with walled_farm.app_context():
        assert {name for name in PATHS if refused(name)} == REFUSED


def refused(name: str) -> bool:
    with walled(NORTE) as session:
        try:
            PATHS[name](session)
        except (UnreviewedStatement, OtherClinic, AttributeError):
            return True
        except SQLAlchemyError:
            return False
        finally:
            session.rollback()
    return False


@pytest.mark.parametrize("name", PATHS)
def test_session_alone(open_farm: Flask, name: str) -> None:
    """Row security is off: what is left is what the session holds back by itself."""
    assert leaks(open_farm, walled, name) == (name in SESSION_ALONE_LEAKS)


@pytest.mark.parametrize("name", PATHS)
def test_row_security_alone(walled_farm: Flask, name: str) -> None:
    """A session without its wall: what is left is what the database holds back by itself."""
    assert leaks(walled_farm, unwalled, name) == (name in ROW_SECURITY_ALONE_LEAKS)


def test_every_path_leaks_without_walls(open_farm: Flask) -> None:
    """The matrix can see a leak: with both walls away each path brings something of Sur, but for the harmless ones."""
    harmless = {"refresh", "expired_attribute"}  # both read Norte's own row again
    assert {name for name in PATHS if not leaks(open_farm, unwalled, name)} == harmless


def test_the_matrix_is_wide() -> None:
    assert len(PATHS) >= 60
