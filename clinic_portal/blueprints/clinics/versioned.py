"""A form about something that stands already: what was seen, what stands now, and where the two differ."""

from abc import abstractmethod
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectFieldBase

from clinic_portal.blueprints.clinics.hours_field import HoursField
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.typed import whole_number
from clinic_portal.foundation.web.difference import Difference, take


class VersionedForm(FlaskForm):
    """`version` is the one that was read; a new thing has none."""

    version = HiddenField()
    edited: ClassVar[tuple[str, ...]] = ()
    """The fields that somebody else may change meanwhile, in the form's order."""

    @abstractmethod
    def stands(self, house: ClinicDirectory) -> dict[str, Any]:
        """What stands in the house as it would be typed, by field, and its version."""

    def show(self, house: ClinicDirectory) -> None:
        """Fill in what stands."""
        for name, value in self.stands(house).items():
            self[name].process_data(value)

    def seen(self) -> int:
        """The version that was read; what is none is as stale as can be."""
        version = whole_number(self.version.data)
        return -1 if version is None else version

    def differences(self, house: ClinicDirectory) -> tuple[Difference, ...]:
        stands = self.stands(house)
        return tuple(
            Difference(name, self.read(name, self[name].data), self.read(name, stands[name]), stands[name])
            for name in self.edited
            if self.plain(name, self[name].data) != self.plain(name, stands[name])
        )

    def take(self, wanted: str, house: ClinicDirectory) -> None:
        """Put one field of theirs into the form, or `all` that differ."""
        take(self, self.differences(house), wanted)

    def plain(self, name: str, value: Any) -> Any:
        """Two spellings of one thing are one."""
        return frozenset(value) if isinstance(self[name], HoursField) else value or None

    def read(self, name: str, value: Any) -> Any:
        """A value in words."""
        field = self[name]
        if isinstance(field, HoursField):
            return field.text(value, _("Closed"))
        if isinstance(field, SelectFieldBase):
            return next((one.label for one in field.choices or () if one.value == value), value)
        return value
