"""The record of deeds: nothing is done without its entry, and no entry is changed unnoticed."""

from dataclasses import replace

import psycopg
import pytest
from flask import Flask

from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.events.oversight import OutboxVerb
from clinic_portal.foundation.record import recorded, verbs
from clinic_portal.foundation.record.chain import Entry, first_broken
from clinic_portal.foundation.record.keep import Unrecorded
from clinic_portal.foundation.record.look import Sought, entries, examine
from clinic_portal.foundation.refusals import NotAllowed
from tests.stand.cast import ADMIN, OPERATOR, House

VERB = OutboxVerb.RETRY


@pytest.fixture
def portal(app: Flask):
    with app.app_context():
        yield app


def last() -> Entry:
    with as_operator() as link:
        return entries(link, Sought())[0][0]


def count() -> int:
    with as_operator() as link:
        return examine(link).entries


def id_of(app: Flask, email: str) -> int:
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as link:
        return link.execute("SELECT id FROM identity.app_user WHERE email = %s", [email]).fetchone()[0]


def slugs() -> set[str]:
    with as_operator() as link:
        return {slug for (slug,) in link.execute("SELECT slug FROM clinics.clinic")}


def test_a_deed_and_its_entry_are_one(portal, norte: House):
    with acting_as(id_of(portal, OPERATOR)), recorded(VERB, about=norte.id, thing="a thing") as doing:
        doing.link.execute("INSERT INTO clinics.clinic (slug) VALUES ('este')")
        doing.tell({"n": 1}, {"n": 2, "words": ["ñ", "😀"], "none": None})
    entry = last()
    assert (entry.actor, entry.verb, entry.about, entry.thing) == (OPERATOR, "outbox.retry", norte.id, "a thing")
    assert (entry.before, entry.after) == ({"n": 1}, {"n": 2, "words": ["ñ", "😀"], "none": None})
    assert "este" in slugs()


def test_without_a_person_it_is_the_machines_user(portal):
    with recorded(VERB) as doing:
        doing.tell(None, {})
    assert last().actor.startswith("system:")
    assert last().actor_id is None


@pytest.mark.parametrize("fault", [Unrecorded, ZeroDivisionError], ids=["says nothing", "fails"])
def test_what_is_not_told_is_not_done(portal, fault):
    before = count()
    with pytest.raises(fault):
        open_and_then(fault)
    assert "este" not in slugs()
    assert count() == before


def open_and_then(fault: type[Exception]) -> None:
    with recorded(VERB) as doing:
        doing.link.execute("INSERT INTO clinics.clinic (slug) VALUES ('este')")
        if fault is ZeroDivisionError:
            doing.tell(None, {"n": 1 // 0})


def test_what_changes_nothing_is_no_deed(portal):
    before = count()
    with recorded(VERB) as doing:
        doing.link.execute("INSERT INTO clinics.clinic (slug) VALUES ('este')")
        doing.tell({"on": True}, {"on": True})
    assert count() == before
    assert "este" not in slugs()


def test_a_person_who_is_no_operator_does_nothing(portal):
    with acting_as(id_of(portal, ADMIN)), pytest.raises(NotAllowed), recorded(VERB) as doing:
        doing.tell(None, {})


def test_looking_changes_nothing(portal):
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), as_operator() as link:
        link.execute("INSERT INTO clinics.clinic (slug) VALUES ('este')")


@pytest.mark.parametrize("statement", ["UPDATE operations.deed SET actor = 'x'", "DELETE FROM operations.deed"])
@pytest.mark.parametrize(
    ("role", "refused"),
    [
        ("app", psycopg.errors.InsufficientPrivilege),
        ("relay", psycopg.errors.InsufficientPrivilege),
        ("operator", psycopg.errors.InsufficientPrivilege),
        ("owner", psycopg.errors.RaiseException),
    ],
)
def test_nobody_changes_or_deletes_an_entry(portal, statement, role, refused):
    settings = portal.config["SETTINGS"]
    url = settings.database_url if role == "app" else getattr(settings, f"database_{role}_url")
    with psycopg.connect(url) as link, pytest.raises(refused):
        link.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM operations.deed",
        "UPDATE identity.app_user SET operator = true",
        "INSERT INTO identity.app_user (email, name, password_hash, language, operator) VALUES ('x', '', '', '', true)",
    ],
)
def test_the_webs_role_neither_sees_the_record_nor_appoints_operators(portal, statement):
    url = portal.config["SETTINGS"].database_url
    with psycopg.connect(url) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(statement)


def test_the_cast_was_made_by_deeds_and_their_chain_holds(portal):
    with as_operator() as link:
        verdict = examine(link)
        shown, _older = entries(link, Sought())
    assert verdict.broken_at is None
    assert verdict.last_hash == shown[0].hash
    assert "operator.appoint" in {entry.verb for entry in shown}


@pytest.mark.parametrize(
    "change",
    ["actor = 'somebody@else.example'", "after = '{}'", "at = at + interval '1 microsecond'", "about = 7"],
)
def test_a_changed_entry_breaks_the_chain(portal, change):
    for _ in range(3):
        with recorded(VERB) as doing:
            doing.tell({"n": 1}, {"n": 2})
    wrong = count() - 1
    with psycopg.connect(portal.config["SETTINGS"].database_owner_url) as link:
        link.execute("ALTER TABLE operations.deed DISABLE TRIGGER append_only")
        link.execute(f"UPDATE operations.deed SET {change} WHERE number = %s", [wrong])
    with as_operator() as link:
        assert examine(link).broken_at == wrong


def test_a_missing_entry_breaks_the_chain(portal):
    for _ in range(3):
        with recorded(VERB) as doing:
            doing.tell({"n": 1}, {"n": 2})
    with as_operator() as link:
        whole, _older = entries(link, Sought(), 1_000)
    chain = whole[::-1]
    assert first_broken(chain) is None
    assert first_broken((*chain[:1], *chain[2:])) == 2
    assert first_broken((replace(chain[0], thing="x"), *chain[1:])) == 1


def test_the_words_are_a_closed_list():
    assert len({verb.value for verb in verbs()}) == len(verbs()) >= 5
