"""The record on its page: filtered, paged by its numbers; and no operator's route acts without an entry."""

import pytest
from flask import Flask

from clinic_portal.blueprints.operations.deeds import FIELDS, WORDS
from clinic_portal.contexts.catalogs.service.editing import RECORDED
from clinic_portal.contracts.catalogs import GlobalTerm
from clinic_portal.contracts.clinics import CreateClinic
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.events.oversight import OutboxVerb
from clinic_portal.foundation.record import recorded, verbs
from clinic_portal.foundation.record.look import examine
from tests.budgets.counting import counting
from tests.conftest import csrf_of
from tests.operations.test_clinics_pages import FILLED
from tests.stand.cast import ADMIN, OPERATOR
from tests.stand.walk import routes

PAGE = "/operator/record"


@pytest.fixture
def operator(browser_of):
    return browser_of(OPERATOR)


def write(app: Flask, times: int) -> None:
    with app.app_context():
        for number in range(times):
            with recorded(OutboxVerb.RETRY, thing=f"outbox {number}") as doing:
                doing.tell({"n": number}, {"n": number + 1})


def test_it_shows_who_did_what_to_which_clinic(operator):
    page = operator.get(PAGE).text
    assert "Clínica creada" in page
    assert 'href="/operator/clinics/norte"' in page
    assert "system:" in page
    assert "<ins>Clínica Norte</ins>" in page


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("clinic=sur", {2}), ("clinic=nada", set()), ("verb=clinic.create", {1, 2}), (f"actor={OPERATOR}", set())],
)
def test_it_is_filtered(operator, query, numbers):
    page = operator.get(f"{PAGE}?{query}").text
    assert {number for number in range(1, 10) if f'id="deed-{number}"' in page} == numbers


def test_it_is_paged_by_its_numbers_in_few_statements(app, operator, monkeypatch):
    write(app, 60)
    with counting(monkeypatch) as counts:
        first = operator.get(PAGE).text
    assert len(counts.statements) <= 3
    assert first.count('<tr id="deed-') == 50
    assert f"{PAGE}?before=14" in first
    older = operator.get(f"{PAGE}?before=14", headers={"HX-Request": "true"}).text
    assert older.startswith('<section class="card flush" id="record"')
    assert older.count('<tr id="deed-') == 13


@pytest.mark.parametrize("query", ["before=x", "before=99999999999999999999", "verb='", "actor=%C3%B1", "clinic=%25"])
def test_odd_questions_find_little_and_break_nothing(operator, query):
    assert operator.get(f"{PAGE}?{query}").status_code == 200


def test_every_verb_has_words():
    assert set(WORDS) == set(verbs())


def test_everything_that_an_entry_says_of_a_clinic_an_edition_or_a_term_has_words():
    said = {*CreateClinic.model_fields, *RECORDED, *GlobalTerm.model_fields} - {"kind"}
    assert said <= set(FIELDS)


def test_an_entry_is_read_in_the_visitors_language(operator):
    page = operator.get(f"{PAGE}?verb=clinic.create").text
    assert "Zona horaria" in page
    assert "time_zone" not in page


def test_a_clinics_administrator_finds_no_record(browser_of):
    assert browser_of(ADMIN).get(PAGE).status_code == 404


TERM = {"name_es": "Tos", "code_system": "icd-10", "code": "R05"}
ACTS = {
    "/operator/catalogs/<catalog>/new": ("/operator/catalogs/diseases/new", TERM),
    "/operator/catalogs/<catalog>/<int:term_id>": (
        "/operator/catalogs/diseases/{term}",
        {"name_es": "Asma bronquial", "version": "1"},
    ),
    "/operator/new-clinic": ("/operator/new-clinic", {**FILLED, "admin_email": "e@e.example", "admin_name": "E"}),
    "/operator/clinics/<slug>/suspension": ("/operator/clinics/norte/suspension", {"reason": "No paga"}),
    "/operator/clinics/<slug>/administrators": (
        "/operator/clinics/norte/administrators",
        {"email": "eva@norte.example", "name": "Eva Norte"},
    ),
    "/operator/clinics/<slug>/opening": ("/operator/clinics/sur/opening", {}),
    "/operator/clinics/<slug>/flags/<key>": ("/operator/clinics/norte/flags/agenda.week-strip", {"on": "1"}),
    "/operator/outbox/retries": ("/operator/outbox/retries", {}),
    "/operator/outbox/<int:outbox_id>/retries": ("/operator/outbox/{undone}/retries", {}),
}
"""By rule: an address that acts, and what its form says."""


def test_no_route_of_operators_acts_without_an_entry(app, operator, entries, asthma):
    """Every POST under /operator, sent once as it should be, leaves at least one entry of that person's."""
    rules = {route.rule.rule for route in routes(app) if route.method == "POST" and "/operator/" in route.rule.rule}
    assert rules == set(ACTS), "say in ACTS how a new route acts"
    token, first = csrf_of(operator.get(PAGE).text), count(app)
    operator.post("/operator/clinics/sur/suspension", data={"csrf_token": token, "reason": "x"})
    for rule in rules:
        address, fields = ACTS[rule]
        before = count(app)
        answer = operator.post(address.format(**entries, term=asthma), data={"csrf_token": token, **fields})
        assert answer.status_code == 303, (rule, answer.text)
        assert count(app) > before, rule
    with app.app_context(), as_operator() as link:
        (others,) = link.execute(
            "SELECT count(*) FROM operations.deed WHERE number > %s AND actor <> %s", [first, OPERATOR]
        ).fetchone()
        assert others == 0
        assert examine(link).broken_at is None


def count(app: Flask) -> int:
    with app.app_context(), as_operator() as link:
        return examine(link).entries
