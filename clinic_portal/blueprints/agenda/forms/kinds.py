"""The forms of kinds of appointment, equipment and rooms."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from clinic_portal.blueprints.agenda.forms.kept import KeptForm
from clinic_portal.contracts.agenda import EquipmentView
from clinic_portal.contracts.clinics import HUE_NAMES, ClinicDirectory
from clinic_portal.foundation.typed import one_line
from clinic_portal.foundation.web.fields import RadioField, SelectField, SelectMultipleField

BETWEEN = _("Between %(min)s and %(max)s.")


def number(label: Any, least: int, most: int, usual: int = 0, hint: Any = "") -> IntegerField:
    needed = (InputRequired(BETWEEN % {"min": least, "max": most}), NumberRange(least, most, BETWEEN))
    return IntegerField(label, default=usual, description=hint, validators=needed)


def name_field() -> StringField:
    length = Length(max=80, message=_("At most %(max)d characters."))
    return StringField(_("Name"), filters=[one_line], validators=[DataRequired(_("Write a name.")), length])


class Some(SelectMultipleField):
    """Boxes to tick; none ticked allows all."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, coerce=int, **more)


class KindForm(KeptForm):
    """A kind of appointment."""

    edited = (
        "name", "minutes", "hue", "buffer_before", "buffer_after", "grid", "seats", "notice_minutes", "horizon_days",
        "recall_months", "practitioner_ids", "room_ids", "branch_ids", "equipment_ids", "online",
    )  # fmt: skip
    name = name_field()
    minutes = number(_("Minutes"), 5, 720, 30)
    hue = RadioField(_("Colour"), coerce=int, default=1, choices=list(HUE_NAMES.items()))
    buffer_before = number(_("Minutes kept before"), 0, 120)
    buffer_after = number(_("Minutes kept after"), 0, 120)
    grid = number(_("A start every … minutes"), 5, 120, 15)
    seats = number(_("Patients at once"), 1, 50, 1, _("More than one makes it a group."))
    notice_minutes = number(_("Least notice, in minutes"), 0, 86_400, 0, _("For patients who book alone; 0: none."))
    horizon_days = number(_("Furthest ahead, in days"), 0, 1_830, 0, _("For patients who book alone; 0: no limit."))
    online = BooleanField(_("Patients book it by themselves"))
    recall_months = number(_("Called again after … months"), 0, 120, 0, _("Proposed for a recall; 0: none."))
    practitioner_ids = Some(_("Only with"))
    room_ids = Some(_("Only in"))
    branch_ids = Some(_("Only at"))
    equipment_ids = Some(_("Equipment that it needs"))

    def furnish(self, house: ClinicDirectory, equipment: Iterable[EquipmentView]) -> "KindForm":
        """Offer what the clinic has, and what is retired only where it is ticked."""
        past = house.past
        self._offer(self.practitioner_ids, house.practitioners, past.practitioners)
        self._offer(self.room_ids, house.rooms, past.rooms)
        self._offer(self.branch_ids, house.branches, past.branches)
        equipment = tuple(equipment)
        self._offer(self.equipment_ids, (one for one in equipment if not one.retired), equipment)
        return self

    def also(self, field: Field, ids: Iterable[int]) -> None:
        """Keep what is retired among the choices of a kind that names it."""
        known = {choice.value for choice in field.choices}
        field.choices += [(one.id, one.name) for one in self._past[field.name] if one.id in set(ids) - known]

    def _offer(self, field: Field, present: Iterable[Any], past: Iterable[Any]) -> None:
        field.choices = [(one.id, one.name) for one in present]
        self._past = {**getattr(self, "_past", {}), field.name: tuple(past)}
        self.also(field, field.data or ())


class EquipmentForm(KeptForm):
    """Equipment of a branch."""

    edited = ("name", "capacity")
    name = name_field()
    capacity = number(_("How many there are"), 1, 99, 1)


class NewEquipmentForm(EquipmentForm):
    """The same, and where it stands."""

    branch_id = SelectField(_("Branch"), coerce=int)

    def furnish(self, house: ClinicDirectory) -> "NewEquipmentForm":
        self.branch_id.choices = [(branch.id, branch.name) for branch in house.branches]
        return self


class RoomCapacityForm(KeptForm):
    """How many appointments a room takes."""

    edited = ("capacity",)
    capacity = number(_("Appointments at once"), 1, 99, 1)
