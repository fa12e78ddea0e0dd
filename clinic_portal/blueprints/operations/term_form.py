"""The form of a shared term, made for its catalog; what somebody else saved meanwhile is laid beside it."""

from typing import Any

from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from pydantic import ValidationError
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from clinic_portal.blueprints.operations import facts
from clinic_portal.contracts.catalogs import CatalogKind, GlobalTerm, ImportTerm, WriteTerm
from clinic_portal.foundation.typed import one_line, some_lines, whole_number
from clinic_portal.foundation.web.difference import Difference

_LONG = _("At most %(max)d characters.")


class TermForm(FlaskForm):
    """What every term says; a name is needed in one language."""

    version = HiddenField()
    name_es = StringField(_("Name in Spanish"), filters=[one_line], validators=[Length(max=300, message=_LONG)])
    name_en = StringField(_("Name in English"), filters=[one_line], validators=[Length(max=300, message=_LONG)])
    code_system = StringField(
        _("Code system"),
        filters=[one_line],
        validators=[DataRequired(_("Write the code system.")), Length(max=40, message=_LONG)],
    )
    code = StringField(
        _("Code"), filters=[one_line], validators=[DataRequired(_("Write the code.")), Length(max=60, message=_LONG)]
    )
    synonyms = TextAreaField(
        _("Synonyms"), filters=[some_lines], description=_("Other words by which it is found, one a line.")
    )
    retired = BooleanField(_("Out of use"))

    kind: CatalogKind
    said: tuple[str, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if not (self.name_es.data or self.name_en.data):
            self.name_es.errors = [*self.name_es.errors, gettext("Write the name.")]
            valid = False
        return self._has_fit_facts() and valid

    def _has_fit_facts(self) -> bool:
        try:
            facts.read(self.kind, self._texts())
        except ValidationError as error:
            for name in facts.wrong_fields(error):
                self[name].errors = [*self[name].errors, gettext("This cannot be so.")]
            return False
        return True

    def fill(self, term: GlobalTerm) -> None:
        """Put in what a term says."""
        self.version.process_data(term.version)
        for name, value in _said(term).items():
            self[name].process_data(value)
        self.retired.process_data(term.retired)

    def command(self, standing: GlobalTerm | None) -> WriteTerm:
        """A new term or, of one that stands, all that it says from now on; its code stays."""
        names = {language: self[f"name_{language}"].data for language in ("es", "en")}
        term = ImportTerm(
            code=standing.code if standing else self.code.data,
            names={language: name for language, name in names.items() if name},
            synonyms=tuple(dict.fromkeys(filter(None, map(one_line, (self.synonyms.data or "").split("\n"))))),
            facts=facts.read(self.kind, self._texts()),
        )
        return WriteTerm(
            kind=self.kind,
            code_system=standing.code_system if standing else self.code_system.data,
            term=term,
            retired=bool(self.retired.data),
            term_id=standing.id if standing else None,
            version=whole_number(self.version.data) or 0,
        )

    def _texts(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in self.said}


def form_of(kind: CatalogKind, formdata: Any = ...) -> TermForm:
    """The form for a term of this catalog; `formdata=None` leaves out what was sent."""
    names = facts.fields_of(kind)
    made: dict[str, Any] = {name: _field(name) for name in names}
    form = type("TermForm", (TermForm,), {**made, "kind": kind, "said": names})
    shown: TermForm = form() if formdata is ... else form(formdata=formdata)
    return shown


def filled(term: GlobalTerm) -> TermForm:
    """The form as a term stands."""
    form = form_of(term.kind, None)
    form.fill(term)
    return form


def differences(form: TermForm, term: GlobalTerm) -> tuple[Difference, ...]:
    """Where the form and the term that stands say different things."""
    said = {**_said(term), "retired": term.retired}
    found = (Difference(name, _read(form[name].data), _read(stands), stands) for name, stands in said.items())
    return tuple(one for one in found if one.mine.split() != one.theirs.split())


def _read(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return str(value or "")


def _said(term: GlobalTerm) -> dict[str, str]:
    return {
        "name_es": term.names.get("es", ""),
        "name_en": term.names.get("en", ""),
        "code_system": term.code_system,
        "code": term.code,
        "synonyms": "\n".join(term.synonyms),
        **{name: facts.written(name, getattr(term.facts, name)) for name in facts.fields_of(term.kind)},
    }


def _field(name: str) -> Field:
    kind = TextAreaField if name == "steps" else StringField
    clean = some_lines if name == "steps" else one_line
    return kind(facts.LABELS[name], filters=[clean], description=facts.HINTS.get(name, ""))
