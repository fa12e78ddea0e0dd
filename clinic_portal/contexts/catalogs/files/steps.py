"""The steps of a treatment in one cell, a line for each: `LIMPIEZA; +30; es: Con anestesia; en: With anaesthesia`."""

import re
from collections.abc import Sequence

from clinic_portal.contexts.catalogs.files.parts import Token, cut, escaped, meant, tokens
from clinic_portal.contracts.catalogs import TemplateStep

LINE, FIELD, NAME = "\n", ";", ":"
_CUTS = FIELD + NAME
_DAYS = re.compile(r"\+(\d{1,4})")


class NoStep(ValueError):
    """A line that is no step; its argument is the line's number."""


def written(steps: Sequence[TemplateStep]) -> str:
    return LINE.join(_line(step) for step in steps)


def read(cell: str) -> tuple[TemplateStep, ...]:
    """The steps again, empty lines left out; raises NoStep."""
    lines = [cut(line, FIELD) for line in cut(tokens(cell), LINE)]
    return tuple(_step(number, fields) for number, fields in enumerate(lines, 1) if any(meant(one) for one in fields))


def _line(step: TemplateStep) -> str:
    days = [f"+{step.after_days}"] if step.after_days else []
    notes = [f"{escaped(language, _CUTS)}{NAME} {escaped(text, _CUTS)}" for language, text in step.note.items()]
    return f"{FIELD} ".join([escaped(step.procedure, _CUTS), *days, *notes])


def _step(number: int, fields: list[list[Token]]) -> TemplateStep:
    procedure, *rest = fields
    days = _DAYS.fullmatch(meant(rest[0])) if rest else None
    notes = [_note(number, part) for part in (rest[1:] if days else rest)]
    try:
        return TemplateStep(procedure=meant(procedure), after_days=int(days[1]) if days else 0, note=dict(notes))
    except ValueError:
        raise NoStep(number) from None


def _note(number: int, part: list[Token]) -> tuple[str, str]:
    language, *texts = cut(part, NAME)
    if not texts:
        raise NoStep(number)
    text = [token for place, piece in enumerate(texts) for token in ((NAME, True), *piece)[0 if place else 1 :]]
    return meant(language), meant(text)
