"""Whose availability a page is about, as the address says it: `clinic-0`, `branch-1`, `practitioner-7`, `room-3`."""

import re

from flask_babel import gettext as _

from clinic_portal.contracts.agenda import Whose
from clinic_portal.contracts.clinics import ClinicDirectory

_WORD = re.compile(r"(clinic|branch|practitioner|room)-(\d{1,18})")


def word_of(whose: Whose, resource_id: int) -> str:
    return f"{whose.value}-{resource_id}"


def read(word: str) -> tuple[Whose, int]:
    """The whole clinic for what is none."""
    found = _WORD.fullmatch(word)
    return (Whose(found[1]), int(found[2])) if found else (Whose.CLINIC, 0)


def name_of(house: ClinicDirectory, whose: Whose, resource_id: int) -> str:
    named = {
        Whose.BRANCH: house.branch,
        Whose.PRACTITIONER: house.practitioner,
        Whose.ROOM: house.room,
    }.get(whose)
    found = named(resource_id) if named else None
    return found.name if found else _("The whole clinic")


def choices(house: ClinicDirectory, *, clinic: bool = True) -> list[tuple[str, str]]:
    """All whose time can be said, in order of how often it is."""
    whole = [(word_of(Whose.CLINIC, 0), _("The whole clinic"))] if clinic else []
    kinds = (
        (Whose.PRACTITIONER, house.practitioners),
        (Whose.ROOM, house.rooms),
        (Whose.BRANCH, house.branches),
    )
    return [*whole, *((word_of(whose, one.id), one.name) for whose, things in kinds for one in things)]
