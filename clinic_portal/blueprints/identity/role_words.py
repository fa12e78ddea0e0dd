"""Roles and permissions in words that people who run no computers understand."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from clinic_portal.contracts.identity import Permission, Permissions, Role, RoleName

TITLES: dict[str, Any] = {
    Role.RECEPTIONIST: _("Receptionist"),
    Role.DOCTOR: _("Doctor"),
    Role.ADMIN: _("Administrator"),
}


@dataclass(frozen=True)
class Area:
    """A part of the portal, and what one may do there, each in a sentence."""

    title: Any
    sentences: tuple[tuple[Permission, Any], ...]

    def within(self, permissions: Permissions) -> tuple[Any, ...]:
        return tuple(sentence for permission, sentence in self.sentences if permission in permissions)


AREAS = (
    Area(
        _("Agenda"),
        (
            (Permission.SEE_AGENDA, _("See the agenda: who comes when, to whom and where")),
            (Permission.BOOK, _("Book, move, confirm and cancel appointments, and say who has arrived")),
            (Permission.OVERBOOK, _("Book over another appointment or outside of the hours, on purpose")),
        ),
    ),
    Area(
        _("Patients"),
        (
            (Permission.SEE_PATIENTS, _("Find patients and open their records")),
            (Permission.EDIT_PATIENTS, _("Register patients and change their records")),
        ),
    ),
    Area(
        _("Catalogs"),
        (
            (Permission.SEE_CATALOGS, _("Look things up in the catalogs")),
            (Permission.EDIT_CATALOGS, _("Arrange the catalogs for the clinic: names, prices, what is shown")),
        ),
    ),
    Area(
        _("Clinic"),
        (
            (Permission.SEE_CLINIC, _("See branches, hours, rooms and practitioners")),
            (
                Permission.EDIT_CLINIC,
                _("Change the clinic's branches, hours, rooms, practitioners, name, texts and money"),
            ),
        ),
    ),
    Area(
        _("Users"),
        (
            (
                Permission.MANAGE_STAFF,
                _("Invite users, give them roles, end their access, and make roles of the clinic's own"),
            ),
        ),
    ),
)


def role_title(role: RoleName) -> Any:
    """A role's name, in the reader's language if it is built in."""
    return TITLES.get(role.key, role.name)


def place_title(role: Role | None, own_role: str) -> Any:
    """The same of a membership."""
    return TITLES[role] if role else own_role
