"""What a term says beyond its name, as labelled lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import get_locale, gettext as _, lazy_gettext, ngettext

from clinic_portal.contracts.catalogs import (
    AllergenFacts,
    Facts,
    MedicationFacts,
    ProcedureFacts,
    TaxClass,
    TemplateFacts,
    TemplateStep,
)
from clinic_portal.foundation.web.filters import money

TAXES = {
    TaxClass.EXEMPT: lazy_gettext("Exempt"),
    TaxClass.REDUCED: lazy_gettext("Reduced rate"),
    TaxClass.STANDARD: lazy_gettext("Standard rate"),
}


@dataclass(frozen=True)
class Fact:
    """A line; `money` is what the front desk reads elsewhere: what a procedure costs, and how long it takes."""

    label: str
    text: str
    money: bool = False


def facts(said: Facts, procedures: Mapping[str, str] | None = None) -> tuple[Fact, ...]:
    """What is said, line by line; `procedures` are names by code, for the steps of a treatment."""
    at_desk = {_("Minutes"), _("Price"), _("Tax")}
    lines = _lines(said, procedures or {})
    return tuple(Fact(label, text, label in at_desk) for label, text in lines if text)


def _lines(said: Facts, procedures: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    match said:
        case ProcedureFacts():
            yield _("Minutes"), str(said.minutes or "")
            yield _("Price"), money(said.price) if said.price is not None else ""
            yield _("Tax"), str(TAXES[said.tax_class]) if said.tax_class else ""
            yield _("Practice"), plain(said.practice)
        case MedicationFacts():
            yield _("Ingredients"), many(said.ingredients)
            yield _("Classes"), many(said.classes)
            yield _("Form"), plain(said.form)
            yield _("Strength"), said.strength or ""
        case AllergenFacts():
            yield _("Class"), plain(said.allergen_class)
            yield _("Ingredients"), many(said.ingredients)
            yield _("Cross-reacts with"), many(said.cross_classes)
        case TemplateFacts():
            yield _("Practice"), plain(said.practice)
            for number, step in enumerate(said.steps, 1):
                yield _("Step %(number)s", number=number), step_line(step, procedures)


def step_line(step: TemplateStep, procedures: Mapping[str, str]) -> str:
    """`Dental cleaning, 7 days later: note`."""
    line = procedures.get(step.procedure, step.procedure)
    if step.after_days:
        line = ngettext("%(line)s, %(num)s day later", "%(line)s, %(num)s days later", step.after_days, line=line)
    note = said_in(step.note)
    return f"{line}: {note}" if note else line


def said_in(texts: Mapping[str, str]) -> str:
    """In the visitor's language, or in the first there is."""
    language = get_locale().language if get_locale() else "es"
    return texts.get(language) or next(iter(texts.values()), "")


def plain(code: str | None) -> str:
    """A word of the portal's own vocabularies, as one reads it."""
    return (code or "").replace("-", " ")


def many(codes: tuple[str, ...]) -> str:
    return ", ".join(plain(code) for code in codes)
