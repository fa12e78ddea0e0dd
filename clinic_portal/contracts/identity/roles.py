"""Permissions, and the three jobs that every clinic has from the start."""

from enum import StrEnum


class Role(StrEnum):
    """A job that comes with the portal; its permissions are the same in every clinic."""

    RECEPTIONIST = "receptionist"
    DOCTOR = "doctor"
    ADMIN = "admin"


class Permission(StrEnum):
    """What a route asks for."""

    SEE_AGENDA = "agenda.see"
    BOOK = "agenda.book"
    OVERBOOK = "agenda.overbook"
    SEE_PATIENTS = "patients.see"
    EDIT_PATIENTS = "patients.edit"
    SEE_CATALOGS = "catalogs.see"
    EDIT_CATALOGS = "catalogs.edit"
    SEE_CLINIC = "clinic.see"
    EDIT_CLINIC = "clinic.edit"
    MANAGE_STAFF = "staff.manage"
    OPERATE = "operate"


Permissions = frozenset[Permission]

_DESK = {
    Permission.SEE_AGENDA,
    Permission.BOOK,
    Permission.SEE_PATIENTS,
    Permission.EDIT_PATIENTS,
    Permission.SEE_CATALOGS,
    Permission.SEE_CLINIC,
}
ROLE_PERMISSIONS: dict[Role, Permissions] = {
    Role.RECEPTIONIST: frozenset(_DESK),
    Role.DOCTOR: frozenset(_DESK - {Permission.EDIT_PATIENTS} | {Permission.OVERBOOK}),
    Role.ADMIN: frozenset(
        _DESK | {Permission.OVERBOOK, Permission.EDIT_CATALOGS, Permission.EDIT_CLINIC, Permission.MANAGE_STAFF}
    ),
}
CLINIC_PERMISSIONS: Permissions = frozenset(Permission) - {Permission.OPERATE}
"""What a role of a clinic may include; running the portal itself is no clinic's to give."""

NEEDS: dict[Permission, Permissions] = {
    Permission.BOOK: frozenset({Permission.SEE_AGENDA, Permission.SEE_PATIENTS}),
    Permission.OVERBOOK: frozenset({Permission.BOOK, Permission.SEE_AGENDA, Permission.SEE_PATIENTS}),
    Permission.EDIT_PATIENTS: frozenset({Permission.SEE_PATIENTS}),
    Permission.EDIT_CATALOGS: frozenset({Permission.SEE_CATALOGS}),
    Permission.EDIT_CLINIC: frozenset({Permission.SEE_CLINIC}),
}
"""What must be seen by whoever may change it; a role that includes the one gets the others too."""
