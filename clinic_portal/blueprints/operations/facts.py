"""What a shared term says beyond its name, as texts in a form and back: one rule for all catalogs."""

from typing import Any

from flask_babel import lazy_gettext as _
from pydantic import ValidationError

from clinic_portal.contracts.catalogs import FACTS, CatalogKind, Facts, TemplateStep, facts_of
from clinic_portal.foundation.typed import one_line, some_lines

LABELS = {
    "allergen_class": _("Class"),
    "ingredients": _("Ingredients"),
    "cross_classes": _("Cross-reacts with"),
    "minutes": _("Minutes"),
    "price": _("Price"),
    "tax_class": _("Tax"),
    "practice": _("Practice"),
    "classes": _("Classes"),
    "form": _("Form"),
    "strength": _("Strength"),
    "steps": _("Steps"),
}
HINTS = {
    "ingredients": _("Codes with commas between them: amoxicillin, clavulanic-acid."),
    "cross_classes": _("Codes with commas between them: penicillins, cephalosporins."),
    "classes": _("Codes with commas between them: penicillins, cephalosporins."),
    "tax_class": _("exempt, reduced or standard."),
    "steps": _("One a line: code of the procedure | days after the step before | note in Spanish | note in English."),
}
LISTS = frozenset({"ingredients", "cross_classes", "classes"})
_BAR = " | "


def fields_of(kind: CatalogKind) -> tuple[str, ...]:
    """What a term of this catalog says, in its order."""
    return tuple(name for name in FACTS[kind.value].model_fields if name != "kind")


def written(name: str, value: Any) -> str:
    """A fact as a text."""
    if name == "steps":
        return "\n".join(_step_written(step) for step in value or ())
    if name in LISTS:
        return ", ".join(value or ())
    return "" if value is None else str(value)


def read(kind: CatalogKind, texts: dict[str, str]) -> Facts:
    """The facts that texts say; raises ValidationError."""
    said = {name: _value(name, text) for name, text in texts.items() if text.strip()}
    facts: Facts = facts_of(kind.value, said)
    return facts


def wrong_fields(error: ValidationError) -> set[str]:
    """The names of the facts that cannot be so."""
    return {str(each["loc"][0]) for each in error.errors() if each["loc"]}


def _value(name: str, text: str) -> Any:
    if name == "steps":
        return [_step(line) for line in some_lines(text).split("\n") if line.strip()]
    if name in LISTS:
        return [word for word in (one_line(word) for word in text.split(",")) if word]
    return one_line(text)


def _step(line: str) -> dict[str, Any]:
    procedure, days, spanish, english, *_more = [*(part.strip() for part in line.split("|")), "", "", ""]
    note = {language: text for language, text in (("es", spanish), ("en", english)) if text}
    return {"procedure": procedure, "after_days": days or 0, "note": note}


def _step_written(step: TemplateStep) -> str:
    parts = [step.procedure, str(step.after_days), step.note.get("es", ""), step.note.get("en", "")]
    while parts and not parts[-1]:
        parts.pop()
    return _BAR.join(parts)
