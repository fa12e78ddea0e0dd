"""The steps of a treatment while they are being written: rows come, go and change places; procedures are found."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import g, request

from clinic_portal.blueprints.catalogs.doors import catalogs
from clinic_portal.blueprints.catalogs.own_forms import MOST_STEPS, OwnTemplateForm
from clinic_portal.contracts.catalogs import CatalogKind, Facts, TemplateFacts, TermQuery, TermView
from clinic_portal.foundation.folding import folded

FOUND = 8
_MOVE = re.compile(r"(up|down|remove)-([0-9]{1,2})")
EMPTY: dict[str, Any] = {"procedure": "", "words": "", "after_days": None}


def search(words: str, size: int = FOUND) -> tuple[TermView, ...]:
    query = TermQuery(kind=CatalogKind.PROCEDURES, text=words, size=size, language=g.clinic.language)
    return catalogs().terms(query).terms


def names(*said: Facts) -> dict[str, str]:
    """What the clinic calls the procedures that treatments name, by code; hidden and retired ones, too."""
    return _names(step.procedure for facts in said if isinstance(facts, TemplateFacts) for step in facts.steps)


def chosen_names(form: OwnTemplateForm) -> dict[str, str]:
    """The same of the procedures that stand in the form."""
    return _names(entry.form.procedure.data for entry in form.steps if entry.form.procedure.data)


def _names(procedures: Iterable[str]) -> dict[str, str]:
    codes = tuple(dict.fromkeys(procedures))
    return catalogs().labels(CatalogKind.PROCEDURES, codes, g.clinic.language) if codes else {}


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
    known = chosen_names(form)
    for number, entry in enumerate(form.steps):
        step = entry.form
        if chosen := request.form.get(f"steps-{number}-procedure_choice"):
            step.procedure.process_data(chosen)
        elif step.words.data and not _is_called(step.words.data, step.procedure.data or "", known):
            step.procedure.process_data(_named(step.words.data))


def _is_called(words: str, code: str, known: Mapping[str, str]) -> bool:
    """Whether the words are those of the procedure that stands; without scripts they change and it does not."""
    return bool(code) and folded(words) in {folded(code), folded(known.get(code, code))}


def _named(words: str) -> str:
    found = search(words)
    same = [term for term in found if folded(words) in {folded(term.label), folded(term.code)}]
    certain = same or (found if len(found) == 1 else ())
    return certain[0].code if certain else ""
