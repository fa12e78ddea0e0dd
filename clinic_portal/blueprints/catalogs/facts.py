"""What a term says beyond its name, as labelled lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _, lazy_gettext, ngettext

from clinic_portal.blueprints.catalogs.language import language
from clinic_portal.contracts.catalogs import (
    VOCABULARIES,
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
            yield _("Practice"), called("practice", said.practice)
        case MedicationFacts():
            yield _("Ingredients"), called("ingredients", *said.ingredients)
            yield _("Classes"), called("classes", *said.classes)
            yield _("Form"), called("form", said.form)
            yield _("Strength"), said.strength or ""
        case AllergenFacts():
            yield _("Class"), called("allergen_class", said.allergen_class)
            yield _("Ingredients"), called("ingredients", *said.ingredients)
            yield _("Cross-reacts with"), called("cross_classes", *said.cross_classes)
        case TemplateFacts():
            yield _("Practice"), called("practice", said.practice)
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
    return texts.get(language()) or next(iter(texts.values()), "")


def called(field: str, *codes: str | None) -> str:
    """Codes of one field as the visitor calls them: `amoxicilina, ácido clavulánico`."""
    return ", ".join(VOCABULARIES[field].name(code, language()) for code in codes if code)
