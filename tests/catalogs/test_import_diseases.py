"""`import-diseases`: the whole ICD-10, once."""

import re

from sqlalchemy import text

from clinic_portal.cli.cie import diseases
from clinic_portal.cli.import_diseases import import_diseases
from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import CatalogKind, TermQuery
from clinic_portal.foundation.database import db


def counts(output: str) -> list[int]:
    return [int(number) for number in re.findall(r"(\d+) (?:added|changed|unchanged)", output)]


def test_all_rows_come_in_once_and_the_second_run_changes_nothing(app, within, norte):
    runner = app.test_cli_runner()
    first, second = runner.invoke(import_diseases), runner.invoke(import_diseases)
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert counts(first.output) == [14498, 0, 0]
    assert counts(second.output) == [0, 0, 14498]
    with within(norte):
        found = CatalogsService().diseases(TermQuery(kind=CatalogKind.DISEASES, text="asma no especificada"))
        assert (found.terms[0].code, found.terms[0].label) == ("J45.9", "Asma, no especificada")


def test_codes_are_written_as_doctors_write_them():
    codes = {term.code for term in diseases()}
    assert {"A00-B99", "J45", "J45.9"} <= codes
    assert "J459" not in codes
    assert len(codes) == 14498


def test_only_the_operators_role_writes_terms(app):
    with app.app_context(), db.engine.connect() as connection:
        rights = connection.execute(
            text(
                "SELECT has_table_privilege('clinic_portal_app', 'catalogs.term', 'SELECT'),"
                " has_table_privilege('clinic_portal_app', 'catalogs.term', 'INSERT, UPDATE, DELETE, TRUNCATE'),"
                " has_table_privilege('clinic_portal_operator', 'catalogs.term', 'INSERT'),"
                " has_table_privilege('clinic_portal_operator', 'catalogs.term', 'DELETE')"
            )
        ).one()
    assert tuple(rights) == (True, False, True, False)
