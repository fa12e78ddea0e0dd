"""A clinic that lets patients book by themselves, and a visitor who does."""

from datetime import timedelta

from sqlalchemy import select

from clinic_portal.contexts.agenda.links.tokens import digest_of
from clinic_portal.contexts.agenda.online.codes import code_of
from clinic_portal.contexts.agenda.online.models import ProofRow
from clinic_portal.contracts.agenda import AgendaContract, EditAppointmentType, KindFields
from clinic_portal.contracts.agenda.online import AskOnline, FindOnlineTimes, OnlinePolicy, ProveOnline, SetOnlinePolicy
from clinic_portal.contracts.clinics import ClinicsContract, Flag
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.work import work

HERE = "198.51.100.7"
KNOWN = {"given": "María José", "family": "Núñez Álvarez", "phone": "611111111"}
NEW = {"given": "Nadia", "family": "Nueva", "phone": "699 00 11 22"}


def rules(**other):
    """The clinic's rules with some changed; its visitors come at once, however short the notice."""
    agenda = find(AgendaContract)
    now_is = agenda.online_policy()
    usual = {"open": True, "approval": False, "notice_minutes": 0}
    fields = now_is.model_dump() | (usual if now_is.version == 0 else {}) | other
    return agenda.set_online_policy(SetOnlinePolicy(**fields))


def open_online(house, **other) -> OnlinePolicy:
    """Inside the clinic: flag, kind and rules."""
    find(ClinicsContract).switch_flag(house.slug, Flag.ONLINE_BOOKING, on=True)
    offer(house.visit)
    return rules(**other)


def offer(type_id: int, **other):
    agenda = find(AgendaContract)
    kind = next(one for one in agenda.types() if one.id == type_id)
    fields = kind.model_dump(include=set(KindFields.model_fields)) | {"online": True} | other
    return agenda.edit_type(EditAppointmentType(type_id=type_id, version=kind.version, **fields))


def times(house, **other):
    query = {"address": HERE, "type_id": house.visit} | other
    return find(AgendaContract).online_times(FindOnlineTimes(**query)).times


def asked(house, time, **other) -> AskOnline:
    fields = NEW | {"address": HERE, "type_id": house.visit} | time.model_dump() | other
    return AskOnline(**fields)


def code_for(token: str) -> str:
    """What the visitor reads on the phone."""
    with work() as session:
        return code_of(session.scalar(select(ProofRow.seed).where(ProofRow.digest == digest_of(token))))


def prove(token: str, code: str | None = None):
    command = ProveOnline(token=token, address=HERE, code=code or code_for(token))
    return find(AgendaContract).prove_online(command)


def book_it(house, time, **other):
    """The whole way; gives what the visitor sees at its end."""
    return prove(find(AgendaContract).ask_online(asked(house, time, **other)))


def later(time, **by):
    return time.model_copy(update={"starts_at": time.starts_at + timedelta(**by)})
