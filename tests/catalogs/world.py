"""The portal and the obvious model side by side: each step is done to both, then they are compared."""

import os
import signal
from contextlib import suppress

from flask import Flask

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
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.redis_client import client, redis_breaker
from clinic_portal.foundation.tenancy import inside
from tests.catalogs.editions import bring
from tests.catalogs.model import Clinic, Laid, Said, SharedCatalog

KIND, SYSTEM = CatalogKind.PROCEDURES, "portal-px"


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


def restored(valkey: EmbeddedValkey) -> None:
    if not valkey.alive:
        valkey.start()
    redis_breaker.close()
