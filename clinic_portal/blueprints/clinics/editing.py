"""A form about a part of the house is sent: saved, compared with what stands now, or given another row of hours."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import Response, request
from flask.typing import ResponseReturnValue

from clinic_portal.blueprints.clinics.hours_field import HoursField
from clinic_portal.blueprints.clinics.versioned import VersionedForm
from clinic_portal.blueprints.clinics.week import day_name
from clinic_portal.contracts.clinics import BadHours, ClinicDirectory
from clinic_portal.foundation.refusals import Refusal, Stale
from clinic_portal.foundation.web.pages import answer
from clinic_portal.foundation.web.submit import submit

Form = TypeVar("Form", bound=VersionedForm)


@dataclass(frozen=True)
class Sheet(Generic[Form]):
    """A form and its two templates; `values` are what else they show."""

    form: Form
    page: str
    fragment: str
    values: dict[str, Any]

    def show(self, status: int = 200, **more: Any) -> Response:
        return answer(
            self.page,
            self.fragment,
            status,
            form=self.form,
            **{"theirs": {}, "day_name": day_name, **self.values, **more},
        )

    def send(self, save: Callable[[], ResponseReturnValue], home: ClinicDirectory) -> ResponseReturnValue:
        """`save()`; unless a button asks for a field of theirs, or for another row of hours."""
        if taken := request.form.get("take"):
            return self._compare(home, 200, taken=taken)
        if action := request.form.get("do"):
            return self._act(action)
        return submit(self.form, save, self._again)

    def _act(self, action: str) -> Response:
        for field in self.form:
            if isinstance(field, HoursField):
                field.act(action, request.form.get("copy-from", ""), request.form.get("copy-to", ""))
        return self.show(acted=action)

    def _again(self, refusal: Refusal | None, status: int) -> ResponseReturnValue:
        if isinstance(refusal, Stale):
            return self._compare(refusal.theirs, status)
        for field in self.form:
            if isinstance(refusal, BadHours) and isinstance(field, HoursField):
                field.blame(refusal)
        return self.show(status)

    def _compare(self, theirs: ClinicDirectory, status: int, taken: str = "") -> Response:
        """Mine stays in the form; saving it again replaces what stands now, which has been seen."""
        self.form.take(taken, theirs)
        self.form.version.process_data(self.form.stands(theirs)["version"])
        differing = {one.name: one for one in self.form.differences(theirs)}
        return self.show(status, theirs=differing, stale=True, taken=taken)
