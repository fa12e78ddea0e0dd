"""The record's entries as a person reads them: the verb as words, and what changed beside what was."""

import json
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext as _

from clinic_portal.contracts.catalogs import CatalogVerb
from clinic_portal.contracts.clinics import ClinicVerb
from clinic_portal.contracts.identity import PersonVerb
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.events.oversight import OutboxVerb
from clinic_portal.foundation.record import Entry
from clinic_portal.foundation.record.look import Sought, entries

WORDS = {
    ClinicVerb.CREATE: _("Clinic created"),
    ClinicVerb.SUSPEND: _("Clinic suspended"),
    ClinicVerb.REOPEN: _("Clinic reopened"),
    ClinicVerb.SWITCH_FLAG: _("Feature switched"),
    PersonVerb.REGISTER: _("Person registered"),
    PersonVerb.INVITE: _("Administrator invited"),
    PersonVerb.APPOINT: _("Operator appointed"),
    CatalogVerb.ADD: _("Term added"),
    CatalogVerb.CHANGE: _("Term changed"),
    CatalogVerb.IMPORT: _("Terms imported"),
    CatalogVerb.STAGE: _("Edition staged"),
    CatalogVerb.BEGIN: _("Edition begun"),
    CatalogVerb.APPLY: _("Edition applied"),
    CatalogVerb.DISCARD: _("Edition discarded"),
    OutboxVerb.RETRY: _("Outbox entry retried"),
    OutboxVerb.RETRY_DEAD: _("Dead outbox entries retried"),
}
"""By verb; the list is closed, and a test holds that it is whole."""

FIELDS = {
    "name": _("Name"),
    "slug": _("Short name"),
    "language": _("Language"),
    "country": _("Country"),
    "currency": _("Currency"),
    "time_zone": _("Time zone"),
    "suspended_at": _("Suspended since"),
    "reason": _("Reason"),
    "on": _("On"),
    "operator": _("Operator"),
    "role": _("Role"),
    "names": _("Names"),
    "synonyms": _("Synonyms"),
    "retired": _("Retired"),
    "version": _("Version"),
    "added": _("Added"),
    "changed": _("Changed"),
    "dead": _("Dead"),
    "attempts": _("Tries"),
    "id": _("Number"),
    "label": _("Edition"),
    "state": _("State"),
    "partial": _("Partial"),
    "sha256": _("Fingerprint"),
    "begun": _("Times begun"),
    "applied_rows": _("Terms written"),
    "code_system": _("Code system"),
    "code": _("Code"),
    "facts": _("Details"),
    "person": _("Person"),
    "invitation": _("Invitation"),
}
"""What an entry says of something, as words; what is not here is said as it is kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is another now; either side is empty where there was nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry with its words."""

    entry: Entry
    words: str
    changes: tuple[Change, ...]


def told(entry: Entry) -> Deed:
    words = {verb.value: text for verb, text in WORDS.items()}
    return Deed(entry, str(words.get(entry.verb, entry.verb)), _changes(entry.before or {}, entry.after or {}))


def lately(clinic_id: int, size: int = 10) -> tuple[Deed, ...]:
    """The latest deeds about a clinic."""
    with as_operator() as link:
        found, _older = entries(link, Sought(about=clinic_id), size)
    return tuple(told(entry) for entry in found)


def _changes(before: dict[str, object], after: dict[str, object]) -> tuple[Change, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(
        Change(str(FIELDS.get(name, name)), _text(before.get(name)), _text(after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    )


def _text(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return json.dumps(value, ensure_ascii=False)
