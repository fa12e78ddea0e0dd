"""Where a half-written form of an own term and what somebody else has saved meanwhile say different things."""

from typing import Any

from wtforms import Field, FieldList

from clinic_portal.blueprints.catalogs.own_forms import OwnTemplateForm, OwnTermForm
from clinic_portal.foundation.web.difference import ALL, Difference
from clinic_portal.foundation.web.languages import LANGUAGES

_NAMES = ("name_es", "name_en", "code", "synonyms")


def differences(mine: OwnTermForm, theirs: OwnTermForm) -> tuple[Difference, ...]:
    """The fields that differ, in the form's order."""
    read = ((name, _read(mine[name]), _read(theirs[name])) for name in _fields(mine))
    return tuple(Difference(*one) for one in read if one[1] != one[2])


def take(mine: OwnTermForm, theirs: OwnTermForm, name: str) -> None:
    """Put their text into the form: of one field, or of all."""
    for field in _fields(mine):
        if name not in {field, ALL}:
            continue
        if isinstance(mine, OwnTemplateForm) and field == "steps":
            mine.lay([dict(entry.form.data) for entry in theirs[field]])
        else:
            mine[field].raw_data = None
            mine[field].process_data(theirs[field].data)


def _fields(form: OwnTermForm) -> tuple[str, ...]:
    return (*_NAMES, *form.said, *(("steps",) if isinstance(form, OwnTemplateForm) else ()))


def _read(field: Field) -> str:
    if isinstance(field, FieldList):
        return "\n".join(_step(entry.form.data) for entry in field)
    if hasattr(field, "choices"):
        return next((str(one.label) for one in field.choices if one.value == field.data), "")
    return str(field._value())  # noqa: SLF001  # what the field itself would show; WTForms has no other word for it


def _step(data: dict[str, Any]) -> str:
    notes = " · ".join(text for language in LANGUAGES if (text := data[f"note_{language}"]))
    return f"{data['procedure']} +{data['after_days'] or 0} {notes}".strip()
