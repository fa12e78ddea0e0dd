"""Whatever operators and two clinics do in whatever order, each clinic sees what the obvious model says.

Through the cache, while Redis is killed, wiped and restored at random.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st

from clinic_portal.app import create_app
from clinic_portal.contexts.catalogs.commands import apply_edition
from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    AlreadyUndone,
    ArrangeMany,
    Arrangement,
    ArrangeTerm,
    CatalogKind,
    ChangedSince,
    Deed,
    GridQuery,
    ImportTerm,
    NoteUse,
    OwnTermFields,
    ProcedureFacts,
    Settlement,
    SettleTerms,
    TermQuery,
    WriteTerm,
)
from clinic_portal.foundation.database import db
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.redis_client import client, redis_breaker
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.editions import bring
from tests.catalogs.model import Clinic, Laid, Said, SharedCatalog
from tests.stand.servers import Addresses
from tests.stand.settings import portal_settings

KIND, SYSTEM = CatalogKind.PROCEDURES, "portal-px"
CODES = st.sampled_from(["A", "B", "C", "D"])
NAMES = st.sampled_from(["alfa", "beta", "gama", "delta"])
PRICES = st.sampled_from([None, 10, 20])
WHO = st.integers(0, 1)
LAID = st.builds(
    Laid,
    visible=st.sampled_from([True, True, False]),
    alias=st.sampled_from([None, None, "uno", "dos"]),
    price=st.sampled_from([None, None, 30]),
    position=st.sampled_from([None, None, 1, 2]),
    favourite=st.booleans(),
)
STEPS = st.one_of(
    st.tuples(st.just("write"), CODES, NAMES, PRICES),
    st.tuples(st.just("retire"), CODES),
    st.tuples(st.just("import"), st.dictionaries(CODES, NAMES, min_size=1)),
    st.tuples(st.just("edition"), st.dictionaries(CODES, NAMES, min_size=1), st.booleans()),
    st.tuples(st.just("arrange"), WHO, CODES, LAID),
    st.tuples(st.just("hide"), WHO),
    st.tuples(st.just("reset"), WHO),
    st.tuples(st.just("own"), WHO, NAMES),
    st.tuples(st.just("use"), WHO, CODES),
    st.tuples(st.just("settle"), WHO, st.booleans()),
    st.tuples(st.just("undo"), WHO, st.integers(0, 3)),
    st.tuples(st.just("redis"), st.sampled_from(["kill", "wipe", "restore"])),
)


class World:
    """The portal and the model side by side; each step is done to both."""

    def __init__(self, app: Flask, valkey: EmbeddedValkey, ids: tuple[int, int]) -> None:
        self.door = CatalogsService(app.config["SETTINGS"].database_operator_url)
        self.valkey, self.ids = valkey, ids
        self.shared = SharedCatalog()
        self.clinics = (Clinic(self.shared), Clinic(self.shared))
        self.term_ids: tuple[dict[str, int], dict[str, int]] = ({}, {})
        self.change_ids: tuple[list[int], list[int]] = ([], [])

    def write(self, code: str, name: str, price: int | None, *, retired: bool = False) -> None:
        known = next((term for term in self.door.global_terms(TermQuery(kind=KIND)).terms if term.code == code), None)
        term = ImportTerm(code=code, names={"es": name}, facts=ProcedureFacts(price=price))
        self.door.write_term(
            WriteTerm(
                kind=KIND,
                code_system=SYSTEM,
                term=term,
                retired=retired,
                term_id=known and known.id,
                version=known.version if known else 0,
            )
        )

    def do_write(self, code: str, name: str, price: int | None) -> None:
        self.write(code, name, price)
        self.shared.write(code, Said(name, price))

    def do_retire(self, code: str) -> None:
        if code in self.shared.terms and not self.shared.terms[code].said.retired:
            said = self.shared.terms[code].said
            self.write(code, said.name, said.price, retired=True)
            self.shared.retire(code)

    def do_import(self, names: dict[str, str]) -> None:
        self.door.import_terms(KIND, SYSTEM, tuple(ImportTerm(code=c, names={"es": n}) for c, n in names.items()))
        for code, name in names.items():
            self.shared.write(code, Said(name, None))

    def do_edition(self, names: dict[str, str], partial: bool) -> None:
        terms = tuple(ImportTerm(code=code, names={"es": names[code]}) for code in sorted(names))
        bring(self.door, terms, kind=KIND, code_system=SYSTEM, partial=partial)
        for term in terms:
            self.shared.write(term.code, Said(term.names["es"], None))
        for code in () if partial else self.shared.terms.keys() - names.keys():
            self.shared.retire(code)

    def do_arrange(self, who: int, code: str, laid: Laid) -> None:
        if code in self.shared.terms:
            arrangement = Arrangement.model_validate(laid.__dict__)
            self.door.arrange(ArrangeTerm(kind=KIND, term_id=self.id_of(code), arrangement=arrangement))
            self.clinics[who].arrange(code, laid)

    def do_hide(self, who: int) -> None:
        self.door.arrange_many(ArrangeMany(kind=KIND, deed=Deed.HIDE, matching=GridQuery(kind=KIND)))
        self.clinics[who].arrange_listed(visible=False)

    def do_reset(self, who: int) -> None:
        self.door.arrange_many(ArrangeMany(kind=KIND, deed=Deed.RESET, matching=GridQuery(kind=KIND)))
        self.clinics[who].reset_listed()

    def do_own(self, who: int, name: str) -> None:
        fields = OwnTermFields(names={"es": name}, facts=ProcedureFacts())
        made = self.door.add_own(AddOwnTerm(idempotency_key=new_id(), kind=KIND, fields=fields))
        self.clinics[who].add_own(made.code, name)

    def do_use(self, who: int, code: str) -> None:
        if code in self.shared.terms and self.clinics[who].sees(code):
            self.door.note_use(NoteUse(kind=KIND, term_ids=(self.id_of(code),), place="charts"))
            self.clinics[who].use(code)

    def do_settle(self, who: int, keep: bool) -> None:
        self.door.settle(SettleTerms(kind=KIND, settlement=Settlement.KEEP if keep else Settlement.ACCEPT))
        self.clinics[who].settle(keep=keep)

    def do_undo(self, who: int, back: int) -> None:
        changes = self.door.changes(KIND)
        assert len(changes) == len(self.clinics[who].changes)
        if back >= len(changes):
            return
        could = self.clinics[who].undo(len(changes) - 1 - back)
        undone = False
        with suppress(AlreadyUndone, ChangedSince):
            self.door.undo(changes[back].id)
            undone = True
        assert undone == could

    def do_redis(self, what: str) -> None:
        if what == "kill" and self.valkey.alive:
            os.kill(self.valkey.pid or 0, signal.SIGKILL)
            self.valkey.stop()
        elif what == "restore":
            restored(self.valkey)
        elif what == "wipe" and self.valkey.alive:
            client().flushall()

    def id_of(self, code: str) -> int:
        return next(term.id for term in self.door.global_terms(TermQuery(kind=KIND)).terms if term.code == code)

    def step(self, name: str, *values: object) -> None:
        who = values[0] if isinstance(values[0], int) and not isinstance(values[0], bool) else 0
        with inside(self.ids[who]):
            getattr(self, f"do_{name}")(*values)

    def compare(self) -> None:
        for clinic_id, clinic in zip(self.ids, self.clinics, strict=True):
            with inside(clinic_id):
                seen = self.door.terms(TermQuery(kind=KIND)).terms
                assert [(one.label, one.price, one.favourite) for one in seen] == clinic.view()
                assert self.door.counts()[KIND] == len(clinic.view())
                assert [one.term.code for one in self.door.pending(KIND)] == clinic.pending()
                assert sorted(row.code for row in self.door.grid(GridQuery(kind=KIND)).rows) == sorted(clinic.listed())


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition of four terms is written in several steps."""
    monkeypatch.setattr(apply_edition, "BATCH", 2)


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    tmp_path.chmod(0o755)
    with EmbeddedValkey(tmp_path / "valkey") as server:
        yield server


@pytest.fixture
def portal(app: Flask, valkey: EmbeddedValkey, addresses: Addresses, process_number: int) -> Iterator[Flask]:
    """The portal with a Redis of its own."""
    chosen = portal_settings(addresses, f"test_{process_number}", 0).model_copy(update={"redis_url": valkey.url()})
    portal = create_app(chosen)
    yield portal
    redis_breaker.close()
    with portal.app_context():
        db.engine.dispose()


def restored(valkey: EmbeddedValkey) -> None:
    if not valkey.alive:
        valkey.start()
    redis_breaker.close()


def empty(addresses: Addresses, number: int) -> None:
    """No terms, no layers, no changes: the world before the first step."""
    url = addresses.admin.rsplit("/", 1)[0] + f"/test_{number}"
    shared = ("term", "term_history", "edition", "edition_row")
    tables = (*shared, "clinic_term_override", "clinic_term", "clinic_term_use", "clinic_catalog_change")
    with psycopg.connect(url) as superuser:
        superuser.execute(f"TRUNCATE {', '.join(f'catalogs.{table}' for table in tables)} CASCADE")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=1, max_size=14))
def test_each_clinic_sees_what_the_obvious_model_says(
    small_batches, portal, valkey, addresses, process_number, norte, sur, steps
):
    empty(addresses, process_number)
    restored(valkey)
    with portal.app_context():
        client().flushall()
        portal.extensions["owed_drops"].clear()
        world = World(portal, valkey, (norte.id, sur.id))
        world.compare()
        for step in steps:
            world.step(*step)
            world.compare()
