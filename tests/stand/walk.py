"""The URL map as a list to walk: every route with its need, and addresses made of a clinic's own things."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from clinic_portal.contexts.agenda.online.models import RequestRow
from clinic_portal.contracts.agenda import (
    AddEquipment,
    AddException,
    AddRule,
    AddScreen,
    AddServicePoint,
    AddToWaitlist,
    AgendaContract,
    AppointmentStatus,
    BookAppointment,
    EnterQueue,
    Whose,
)
from clinic_portal.contracts.agenda.recalls import AddRecall, FindRecalls
from clinic_portal.contracts.agenda.substates import AddSubstate
from clinic_portal.contracts.catalogs import AddOwnTerm, ArrangedTerm, CatalogKind, CatalogsContract, OwnTermFields
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.web.need import Need
from clinic_portal.foundation.web.urls import needs_by_endpoint
from clinic_portal.foundation.work import work
from tests.stand.cast import House
from tests.stand.files import brought_file
from tests.stand.prices import PriceThings, price_things
from tests.stand.staff import StaffThings, staff_things

NOBODYS = 999_999_999
"""An id that no clinic has."""


@dataclass(frozen=True)
class Things:
    """What a clinic has that addresses may name."""

    house: House
    appointment: int
    staff: StaffThings
    machine: int
    term: int
    change: int
    brought: int
    prices: PriceThings
    entry: int
    point: int
    link: int
    exception: int
    rule: int
    waiting: int
    recall: int
    substate: int


EXAMPLES: dict[str, Callable[[Things], object]] = {
    "appointment_id": lambda things: things.appointment,
    "patient_id": lambda things: things.house.patients[0],
    "practitioner_id": lambda things: things.house.practitioners[0],
    "room_id": lambda things: things.house.rooms[0],
    "branch_id": lambda things: things.house.branch,
    "type_id": lambda things: things.house.visit,
    "equipment_id": lambda things: things.machine,
    "substate_id": lambda things: things.substate,
    "import_id": lambda things: things.brought,
    "user_id": lambda things: things.staff.member,
    "handle": lambda things: things.staff.session,
    "role_id": lambda things: things.staff.role,
    "invitation_id": lambda things: things.staff.invitation,
    "part_id": lambda things: things.house.branch,
    "term_id": lambda things: things.term,
    "exception_id": lambda things: things.exception,
    "rule_id": lambda things: things.rule,
    "change_id": lambda things: things.change,
    "list_id": lambda things: things.prices.price_list,
    "procedure_id": lambda things: things.prices.procedure,
    "price_change_id": lambda things: things.prices.change,
    "entry_id": lambda things: things.entry,
    "point_id": lambda things: things.point,
    "waiting_id": lambda things: things.waiting,
    "recall_id": lambda things: things.recall,
    "link_id": lambda things: things.link,
}
"""By a parameter's name: the clinic's thing that it names. A route with another parameter is not covered."""

WORDS = {"kind": "diseases", "language": "es", "part": "branches"}
"""Parameters that are words of the address and name nothing that belongs to a clinic."""


@dataclass(frozen=True)
class Route:
    """One method of one rule."""

    rule: Rule
    method: str
    need: Need | None

    @property
    def name(self) -> str:
        return f"{self.method} {self.rule.rule}"

    @property
    def of_clinic(self) -> bool:
        return "clinic" in self.rule.arguments

    @property
    def ids(self) -> set[str]:
        return set(self.rule.arguments) - {"clinic"} - set(WORDS)

    @property
    def covered(self) -> bool:
        return self.ids <= set(EXAMPLES)

    def address(self, app: Flask, slug: str, things: Things | None) -> str:
        """In clinic `slug`, naming `things`; without things ids that nobody has."""
        values: dict[str, Any] = {name: WORDS[name] for name in self.rule.arguments & set(WORDS)}
        values |= {name: EXAMPLES[name](things) if things else NOBODYS for name in self.ids}
        if self.of_clinic:
            values["clinic"] = slug
        return app.url_map.bind("localhost").build(self.rule.endpoint, values, method=self.method)


def routes(app: Flask) -> Iterator[Route]:
    """Every route but the ones that Flask answers by itself."""
    needs = needs_by_endpoint(app)
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(rule, method, needs.get(rule.endpoint))


def clinic_routes(app: Flask) -> list[Route]:
    """Those that ask who somebody is; tests/agenda/test_secret_addresses.py walks what a secret address opens."""
    return [route for route in routes(app) if route.of_clinic and (route.need is None or route.need.signed_in)]


def things_of(house: House, days_ahead: int = 1) -> Things:
    """The clinic's things, with an appointment that is booked for them; inside an app's context."""
    with inside(house.id):
        due = _recall(house)
        booked = find(AgendaContract).book(
            BookAppointment(
                idempotency_key=new_id(),
                patient_id=house.patients[0],
                practitioner_id=house.practitioners[0],
                type_id=house.visit,
                starts_at=noon(days_ahead),
                minutes=30,
            )
        )
        with work() as session:
            session.add(RequestRow(appointment_id=booked.id, known=False, **ASKED))
        staff = staff_things(house)
        term, another = _own_term("Dolencia propia"), _own_term("Otra dolencia propia")
        brought, prices = brought_file(house), price_things()
        entry, point, link = _waiting(house)
        equipment = AddEquipment(branch_id=house.branch, name=f"Ecógrafo {new_id()}")
        exception, rule = _opened(house)
        waiting = _listed(house)
        machine = find(AgendaContract).add_equipment(equipment).id
        own = AddSubstate(under=AppointmentStatus.ARRIVED, name=f"En rayos {new_id()[:20]}", letters="Rx", hue=4)
        substate = find(AgendaContract).add_substate(own).id
    # The change is not that of the term: a walk that takes it back leaves the term where it is.
    return Things(
        house, booked.id, staff, machine, term.id, another.version, brought, prices, entry, point, link, exception,
        rule, waiting, due, substate,
    )  # fmt: skip


def _waiting(house: House) -> tuple[int, int, int]:
    """Somebody in the waiting room, a service point, and a screen's link."""
    agenda = find(AgendaContract)
    here = [one.id for one in agenda.queue(house.branch).entries if one.patient_id == house.patients[1]]
    if not here:
        walk_in = EnterQueue(idempotency_key=new_id(), branch_id=house.branch, patient_id=house.patients[1])
        here = [agenda.enter_queue(walk_in).id]
    point = agenda.add_service_point(AddServicePoint(branch_id=house.branch, name=f"Ventanilla {new_id()}"))
    return here[0], point.id, agenda.add_screen(AddScreen(branch_id=house.branch, name="Entrada")).id


def _listed(house: House) -> int:
    """Somebody on the waiting list."""
    fields = {"patient_id": house.patients[1], "type_id": house.visit, "minutes": 30, "first_day": noon(400).date()}
    return find(AgendaContract).add_to_waitlist(AddToWaitlist(idempotency_key=new_id(), **fields)).id


def _recall(house: House) -> int:
    """Somebody who is due."""
    door, day = find(AgendaContract), noon(1).date()
    here = door.recalls(FindRecalls(until=day, patient_id=house.patients[0])).recalls
    wish = {"patient_id": house.patients[0], "type_id": house.visit, "branch_id": house.branch, "due": day}
    return here[0].id if here else door.add_recall(AddRecall(idempotency_key=new_id(), **wish)).id


def _opened(house: House) -> tuple[int, int]:
    """Some day's extra hours and a week of its own, far away."""
    door, far = find(AgendaContract), noon(400).date()
    of = {"whose": Whose.PRACTITIONER, "resource_id": house.practitioners[0]}
    extra = door.add_exception(AddException(**of, extra=True, first_day=far, last_day=far))
    return extra.id, door.add_rule(AddRule(**of, valid_from=far, valid_until=far)).id


def _own_term(name: str) -> ArrangedTerm:
    fields = OwnTermFields(names={"es": name})
    return find(CatalogsContract).add_own(
        AddOwnTerm(idempotency_key=new_id(), kind=CatalogKind.DISEASES, fields=fields)
    )


ASKED = dict.fromkeys(("contact", "given", "family", "phone", "email"), "") | {"way": "sms", "language": "es"}
"""Whoever asked for the appointment: it is one that its patient booked alone."""


def noon(days_ahead: int) -> datetime:
    return (now() + timedelta(days=days_ahead)).replace(hour=11, minute=0, second=0, microsecond=0)
