"""The forms of a clinic's own terms: what every term says, and what its catalog needs besides."""

from collections.abc import Mapping
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField, StringField
from wtforms.validators import Length

from clinic_portal.blueprints.catalogs.amounts import AmountField, WholeField
from clinic_portal.blueprints.catalogs.facts import TAXES
from clinic_portal.blueprints.catalogs.forms import LONG
from clinic_portal.blueprints.catalogs.own_fields import CodeField, CodesField, LinesField
from clinic_portal.contracts.catalogs import (
    AddOwnTerm,
    AllergenFacts,
    ArrangedTerm,
    CatalogKind,
    DiseaseFacts,
    EditOwnTerm,
    Facts,
    MedicationFacts,
    OwnTermFields,
    ProcedureFacts,
    TaxClass,
    TemplateFacts,
    TemplateStep,
)
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.typed import one_line, whole_number
from clinic_portal.foundation.web.fields import SelectField
from clinic_portal.foundation.web.languages import LANGUAGES

MOST_STEPS = 60


class OwnTermForm(FlaskForm):
    """What every term says; its name is needed in one language."""

    idempotency_key = HiddenField()
    version = HiddenField()
    name_es = StringField(_("Name in Spanish"), filters=[one_line], validators=[Length(max=300, message=LONG)])
    name_en = StringField(_("Name in English"), filters=[one_line], validators=[Length(max=300, message=LONG)])
    code = StringField(_("Code"), filters=[one_line], validators=[Length(max=60, message=LONG)])
    synonyms = LinesField(_("Synonyms"))

    said: tuple[str, ...] = ()
    """The fields that the catalog needs besides, in their order."""

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if not (self.name_es.data or self.name_en.data):
            needed = self[f"name_{g.clinic.language}"]
            needed.errors = [*needed.errors, _("Write the name.")]
            return False
        return valid

    def facts(self) -> Facts:
        return DiseaseFacts()

    def fill(self, names: Mapping[str, str], row: ArrangedTerm) -> None:
        """Put in what a term says."""
        self.name_es.process_data(names.get("es", ""))
        self.name_en.process_data(names.get("en", ""))
        self.synonyms.process_data(row.synonyms)
        for name in self.said:
            self[name].process_data(getattr(row.facts, name))

    def fields(self) -> OwnTermFields:
        names = {language: self[f"name_{language}"].data for language in LANGUAGES}
        return OwnTermFields(
            code=self.code.data or None,
            names={language: name for language, name in names.items() if name},
            synonyms=self.synonyms.data or (),
            facts=self.facts(),
        )

    def addition(self, kind: CatalogKind) -> AddOwnTerm:
        return AddOwnTerm(idempotency_key=self.idempotency_key.data or new_id(), kind=kind, fields=self.fields())

    def edit(self, kind: CatalogKind, term_id: int) -> EditOwnTerm:
        version = max(1, whole_number(self.version.data) or 1)
        return EditOwnTerm(kind=kind, term_id=term_id, version=version, fields=self.fields())


class OwnAllergenForm(OwnTermForm):
    allergen_class = CodeField(_("Class"))
    ingredients = CodesField(_("Ingredients"))
    cross_classes = CodesField(_("Cross-reacts with"))
    said = ("allergen_class", "ingredients", "cross_classes")

    def facts(self) -> Facts:
        return AllergenFacts(**{name: self[name].data for name in self.said})


class OwnProcedureForm(OwnTermForm):
    minutes = WholeField(_("Minutes"), 1, 1440)
    price = AmountField(_("Price"))
    tax_class = SelectField(
        _("Tax"), default="", choices=[("", _("Not stated")), *((tax.value, text) for tax, text in TAXES.items())]
    )
    practice = CodeField(_("Practice"))
    said = ("minutes", "price", "tax_class", "practice")

    def facts(self) -> Facts:
        tax = TaxClass(self.tax_class.data) if self.tax_class.data else None
        return ProcedureFacts(
            minutes=self.minutes.data, price=self.price.data, tax_class=tax, practice=self.practice.data
        )


class OwnMedicationForm(OwnTermForm):
    ingredients = CodesField(_("Ingredients"))
    classes = CodesField(_("Classes"))
    form = CodeField(_("Form"))
    strength = StringField(_("Strength"), filters=[one_line], validators=[Length(max=80, message=LONG)])
    said = ("ingredients", "classes", "form", "strength")

    def facts(self) -> Facts:
        return MedicationFacts(
            ingredients=self.ingredients.data or (),
            classes=self.classes.data or (),
            form=self["form"].data,
            strength=self.strength.data or None,
        )


class StepForm(Form):
    """One step; `procedure` is the code that was chosen, `words` what was typed to find it."""

    procedure = HiddenField()
    words = StringField(_("Procedure"), filters=[one_line])
    after_days = WholeField(_("Days after the step before"), 0, 3650)
    note_es = StringField(_("Note in Spanish"), filters=[one_line], validators=[Length(max=300, message=LONG)])
    note_en = StringField(_("Note in English"), filters=[one_line], validators=[Length(max=300, message=LONG)])

    def step(self) -> TemplateStep:
        note = {language: text for language in LANGUAGES if (text := self[f"note_{language}"].data)}
        return TemplateStep(procedure=self.procedure.data or "", after_days=self.after_days.data or 0, note=note)


class OwnTemplateForm(OwnTermForm):
    practice = CodeField(_("Practice"))
    steps = FieldList(FormField(StepForm), max_entries=MOST_STEPS)
    said = ("practice",)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        for step in (entry.form for entry in self.steps if not entry.form.procedure.data):
            step.words.errors = [_("Choose a procedure of the list.")]
            valid = False
        return valid

    def facts(self) -> Facts:
        return TemplateFacts(practice=self.practice.data, steps=tuple(entry.form.step() for entry in self.steps))

    def fill(self, names: Mapping[str, str], row: ArrangedTerm) -> None:
        super().fill(names, row)
        assert isinstance(row.facts, TemplateFacts)
        self.lay([step_data(step) for step in row.facts.steps])

    def lay(self, rows: list[dict[str, Any]]) -> None:
        """These steps instead of those that stand."""
        while len(self.steps):
            self.steps.pop_entry()
        for row in rows:
            self.steps.append_entry(row)


def step_data(step: TemplateStep) -> dict[str, Any]:
    """A row of the form; its words are the code until the procedure's name is laid over it."""
    notes = {f"note_{language}": step.note.get(language, "") for language in LANGUAGES}
    return {"procedure": step.procedure, "words": step.procedure, "after_days": step.after_days, **notes}


FORMS: dict[CatalogKind, type[OwnTermForm]] = {
    CatalogKind.DISEASES: OwnTermForm,
    CatalogKind.ALLERGENS: OwnAllergenForm,
    CatalogKind.PROCEDURES: OwnProcedureForm,
    CatalogKind.MEDICATIONS: OwnMedicationForm,
    CatalogKind.TREATMENT_TEMPLATES: OwnTemplateForm,
}
