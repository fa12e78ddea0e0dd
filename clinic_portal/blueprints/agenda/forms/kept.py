"""A form about something that stands: what was seen, what stands now, and where the two differ."""

from collections.abc import Callable
from typing import Any, ClassVar

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectFieldBase

from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.values import Value
from clinic_portal.foundation.web.difference import Difference
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit


class KeptForm(FlaskForm):
    """Its fields are named as those of the value that stands."""

    version = HiddenField()
    edited: ClassVar[tuple[str, ...]] = ()

    def show(self, stands: Value) -> None:
        for name in (*self.edited, "version"):
            self[name].process_data(_typed(getattr(stands, name)))

    def seen(self) -> int:
        """The version that was read; what is none is as stale as can be."""
        return whole_number(self.version.data) or 0

    def fields(self) -> dict[str, Any]:
        """As the command takes them."""
        return {name: self[name].data for name in self.edited}

    def differences(self, stands: Value) -> dict[str, Difference]:
        now = {name: _typed(getattr(stands, name)) for name in self.edited}
        return {
            name: Difference(name, _read(self[name], self[name].data), _read(self[name], value), value)
            for name, value in now.items()
            if (self[name].data or None) != (value or None)
        }

    def take(self, wanted: str, stands: Value) -> None:
        """Put one field of theirs into the form, or `all` that differ."""
        for name, difference in self.differences(stands).items():
            if wanted in {name, "all"}:
                self[name].process_data(difference.value)
                self[name].raw_data = None  # a number would show again what was typed


class Kept:
    """A form with its page and its fragment; `values` are what else they show."""

    def __init__(self, form: KeptForm, page: str, fragment: str, **values: Any) -> None:
        self.form, self._page, self._fragment, self._values = form, page, fragment, values

    def show(self, status: int = 200, **more: Any) -> Response:
        values = {"theirs": {}, **self._values, **more}
        return answer(self._page, self._fragment, status, form=self.form, **values)

    def send(
        self, save: Callable[[], ResponseReturnValue], stands: Callable[[], Value] | None = None
    ) -> ResponseReturnValue:
        """`save()`; unless a button asks for a field of theirs; a new thing has no `stands`."""
        taken = request.form.get("take")
        if taken and stands:
            return self._compare(stands(), 200, taken)
        return submit(self.form, save, self._again)

    def _again(self, refusal: Refusal | None, status: int) -> ResponseReturnValue:
        if isinstance(refusal, Stale):
            return self._compare(refusal.theirs, status)
        return self.show(status)

    def _compare(self, theirs: Value, status: int, taken: str = "") -> Response:
        """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
        self.form.take(taken, theirs)
        self.form.version.process_data(getattr(theirs, "version", 0))
        return self.show(status, theirs=self.form.differences(theirs), stale=True, taken=taken)


def _typed(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple) else value


def _read(field: Field, value: Any) -> Any:
    """A value in words."""
    if not isinstance(field, SelectFieldBase):
        return value
    wanted = value if isinstance(value, list) else [value]
    return ", ".join(str(choice.label) for choice in field.choices or () if choice.value in wanted) or _("any")
