"""The steps of a treatment while they are being written: rows come, go and change places; procedures are found."""

import re
from typing import Any

from flask import g, request
from flask_babel import gettext as _

from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.own_forms import MOST_STEPS, OwnTemplateForm
from clinic_portal.contracts.catalogs import CatalogKind, TermQuery, TermView
from clinic_portal.foundation.folding import folded

FOUND = 8
_MOVE = re.compile(r"(up|down|remove)-([0-9]{1,2})")
EMPTY: dict[str, Any] = {"procedure": "", "words": "", "after_days": None, "note": ""}


def search(words: str, size: int = FOUND) -> tuple[TermView, ...]:
    query = TermQuery(kind=CatalogKind.PROCEDURES, text=words, size=size, language=g.clinic.language)
    return catalogs().terms(query).terms


def names() -> dict[str, str]:
    """What the clinic calls each procedure that it sees, by code; from the cache when it is warm."""
    found: dict[str, str] = {}
    query = TermQuery(kind=CatalogKind.PROCEDURES, size=200, language=g.clinic.language)
    page = catalogs().terms(query)
    for number in range(1, page.pages + 1):
        page = page if number == 1 else catalogs().terms(query.model_copy(update={"page": number}))
        found |= {term.code: term.label for term in page.terms}
    return found


def rearrange(form: OwnTemplateForm, wish: str) -> None:
    """`add` a row, or move or remove one: `up-2`, `remove-0`."""
    rows = [dict(entry.form.data) for entry in form.steps]
    found = _MOVE.fullmatch(wish)
    at = int(found[2]) if found else -1
    if wish == "add" and len(rows) < MOST_STEPS:
        rows.append(dict(EMPTY))
    elif found and at < len(rows):
        row = rows.pop(at)
        if found[1] != "remove":
            rows.insert(max(0, at + (1 if found[1] == "down" else -1)), row)
    form.lay(rows)


def find_procedures(form: OwnTemplateForm) -> None:
    """Take what was chosen among the options, or what the typed words name without doubt."""
    for number, entry in enumerate(form.steps):
        step = entry.form
        if chosen := request.form.get(f"steps-{number}-procedure_choice"):
            step.procedure.process_data(chosen)
        elif not step.procedure.data and step.words.data:
            step.procedure.process_data(_named(step.words.data))


def complain(form: OwnTemplateForm) -> bool:
    """Whether a step names no procedure; it says so beside its field."""
    missing = [entry.form for entry in form.steps if not entry.form.procedure.data]
    for step in missing:
        step.words.errors = [_("Choose a procedure of the list.")]
    return bool(missing)


def _named(words: str) -> str:
    found = search(words)
    same = [term for term in found if folded(words) in {folded(term.label), folded(term.code)}]
    certain = same or (found if len(found) == 1 else ())
    return certain[0].code if certain else ""
