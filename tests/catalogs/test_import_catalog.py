"""`import-catalog` and `editions`: what an operator types, and what the terminal says."""

import re
from pathlib import Path

import psycopg
import pytest

from clinic_portal.cli.editions import editions
from clinic_portal.cli.import_catalog import import_catalog
from clinic_portal.contracts.catalogs import CatalogKind, EditionState, ImportTerm
from tests.catalogs.editions import operator

ROWS = ["J45;Asma", "J450;Asma alérgica", "E11;Diabetes mellitus tipo 2", "J15;Neumonía bacteriana", "Z00;Chequeo"]


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    path = tmp_path / "clinic.toml"
    path.write_text(
        'kind = "diseases"\ncode_system = "icd-10"\nlabel = "Lista"\n[columns]\n'
        'code = { column = "clave", apply = ["icd-10-dot"] }\n"names.es" = "nombre"\n'
    )
    return str(path)


@pytest.fixture
def bring(filled, tmp_path, mapping):
    """`bring(rows, options…)`: the command's result."""

    def run(rows: list[str], *options: str, answers: str | None = None):
        file = tmp_path / "lista.csv"
        file.write_text("\n".join(["clave;nombre", *rows]))
        words = ["diseases", str(file), "--mapping", mapping, *options]
        return filled.test_cli_runner().invoke(import_catalog, words, input=answers)

    return run


@pytest.fixture
def say(filled):
    return lambda *words, answers=None: filled.test_cli_runner().invoke(editions, list(words), input=answers)


def stands(app) -> dict[str, tuple[str, bool]]:
    with psycopg.connect(app.config["SETTINGS"].database_operator_url) as link:
        found = link.execute("SELECT code, names ->> 'es', retired_at IS NOT NULL FROM catalogs.term")
        return {code: (name, retired) for code, name, retired in found}


def test_a_dry_run_shows_the_difference_and_changes_nothing(bring, say, filled):
    before = stands(filled)
    result = bring(ROWS, "--dry-run", "--label", "Lista 2027")
    assert result.exit_code == 0, result.output
    assert "Lista 2027  staged: 1 added, 1 changed, 2 retired, 3 unchanged; 0 of 4 written" in result.output
    assert re.search(r"added +Z00 +Chequeo\n", result.output)
    assert re.search(r"changed +J45.0 +Asma predominantemente alérgica  →  Asma alérgica\n", result.output)
    assert re.search(r"retired +I50 +Insuficiencia cardíaca con asma cardial\n", result.output)
    assert stands(filled) == before
    assert "Lista 2027  staged" in say().output


def test_a_list_is_applied_when_the_operator_says_yes(bring, filled):
    asked = bring(ROWS, answers="n\n")
    assert (asked.exit_code, stands(filled)["J45.0"][0]) == (1, "Asma predominantemente alérgica")
    done = bring(ROWS, answers="y\n2\n")
    assert done.exit_code == 0, done.output
    assert "applied: 1 added, 1 changed, 2 retired, 3 unchanged; 4 of 4 written" in done.output
    assert stands(filled)["J45.0"] == ("Asma alérgica", False)
    assert stands(filled)["I50"][1]


def test_yes_does_not_confirm_that_many_terms_are_retired(bring, filled):
    refused = bring(ROWS, "--yes")
    assert refused.exit_code == 1
    assert "retires 2 of 6 terms in use" in refused.output
    assert not stands(filled)["I50"][1]
    assert bring(ROWS, "--yes", "--retiring", "2").exit_code == 0
    assert stands(filled)["I50"][1]


def test_a_partial_list_retires_nothing_and_a_second_run_nothing_at_all(bring, filled):
    first, second = bring(ROWS, "--yes", "--partial"), bring(ROWS, "--yes", "--partial")
    assert (first.exit_code, second.exit_code) == (0, 0), second.output
    assert not stands(filled)["I50"][1]
    assert "applied before, and nothing has changed since" in second.output


def test_names_in_other_languages_and_synonyms_outlive_a_list_that_has_none(bring, filled):
    assert bring(ROWS, "--yes", "--partial").exit_code == 0
    with psycopg.connect(filled.config["SETTINGS"].database_operator_url) as link:
        found = link.execute("SELECT names, synonyms FROM catalogs.term WHERE code = 'J45'").fetchone()
    assert found == ({"es": "Asma", "en": "Asthma"}, ["Hiperreactividad bronquial"])


def test_faults_are_named_and_nothing_is_staged(bring, filled):
    result = bring(["J45;Asma", ";Sin clave", "J45;Otra vez"])
    assert result.exit_code == 1
    assert "row 3, column 1 (clave): no code" in result.output
    assert "row 4, column 1 (clave): the code J45 stands already in row 2" in result.output
    with filled.app_context():
        assert operator(filled).editions() == ()


def test_what_cannot_be_read_is_said_in_a_sentence(bring, filled, tmp_path, mapping):
    broken = tmp_path / "broken.csv"
    broken.write_bytes("clave;nombre\nJ45;CÃ³lera\n".encode())
    runner = filled.test_cli_runner()
    result = runner.invoke(import_catalog, ["diseases", str(broken), "--mapping", mapping])
    assert (result.exit_code, "Row 2, column 2: accents were lost" in result.output) == (1, True)
    assert "is a mapping of diseases" in runner.invoke(
        import_catalog, ["allergens", str(broken), "--mapping", mapping]
    ).output  # fmt: skip
    unknown = runner.invoke(import_catalog, ["diseases", str(broken), "--mapping", "nobodys"])
    assert "there is no mapping nobodys; give a file, or one of" in unknown.output
    (tmp_path / "clinic.toml").write_text('kind = "diseases"')
    assert "code_system: Field required" in bring(ROWS).output


def test_editions_are_shown_resumed_and_discarded(bring, say, filled):
    bring(ROWS, "--dry-run")
    with filled.app_context():
        first = operator(filled).editions(CatalogKind.DISEASES)[0].id
    shown = say("show", str(first), "--only", "retired").output
    assert ("I50" in shown, "Z00" in shown) == (True, False)
    assert say("discard", str(first)).exit_code == 0
    assert "applied or discarded already" in say("resume", str(first), "--yes").output
    bring(ROWS, "--dry-run")
    with filled.app_context():
        second = operator(filled).editions()[0]
        assert (second.id != first, second.state) == (True, EditionState.STAGED)
    resumed = say("resume", str(second.id), answers="y\n2\n")
    assert (resumed.exit_code, "4 of 4 written" in resumed.output) == (0, True), resumed.output
    assert "We could not find that" in say("show", "999").output


def test_a_term_that_the_operator_changed_meanwhile_is_shown_again(bring, filled):
    bring(ROWS, "--yes", "--retiring", "2")
    with filled.app_context():
        operator(filled).import_terms(
            CatalogKind.DISEASES, "icd-10", (ImportTerm(code="J45", names={"es": "Asma grave"}),)
        )
    again = bring(ROWS, "--yes")
    assert again.exit_code == 0, again.output
    assert "applied: 0 added, 1 changed, 0 retired, 4 unchanged" in again.output
    assert stands(filled)["J45"] == ("Asma", False)
