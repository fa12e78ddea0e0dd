"""The URL map as a list to walk: every route with its need, and addresses made of a clinic's own things."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from clinic_portal.contracts.agenda import AgendaContract, BookAppointment
from clinic_portal.contracts.catalogs import AddOwnTerm, ArrangedTerm, CatalogKind, CatalogsContract, OwnTermFields
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.web.need import Need
from clinic_portal.foundation.web.urls import needs_by_endpoint
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
    term: int
    change: int
    brought: int
    prices: PriceThings


EXAMPLES: dict[str, Callable[[Things], object]] = {
    "appointment_id": lambda things: things.appointment,
    "patient_id": lambda things: things.house.patients[0],
    "practitioner_id": lambda things: things.house.practitioners[0],
    "room_id": lambda things: things.house.rooms[0],
    "branch_id": lambda things: things.house.branch,
    "type_id": lambda things: things.house.visit,
    "import_id": lambda things: things.brought,
    "user_id": lambda things: things.staff.member,
    "handle": lambda things: things.staff.session,
    "role_id": lambda things: things.staff.role,
    "invitation_id": lambda things: things.staff.invitation,
    "part_id": lambda things: things.house.branch,
    "term_id": lambda things: things.term,
    "change_id": lambda things: things.change,
    "list_id": lambda things: things.prices.price_list,
    "procedure_id": lambda things: things.prices.procedure,
    "price_change_id": lambda things: things.prices.change,
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
    return [route for route in routes(app) if route.of_clinic]


def things_of(house: House, days_ahead: int = 1) -> Things:
    """The clinic's things, with an appointment that is booked for them; inside an app's context."""
    with inside(house.id):
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
        staff = staff_things(house)
        term, another = _own_term("Dolencia propia"), _own_term("Otra dolencia propia")
        brought, prices = brought_file(house), price_things()
    # The change is not that of the term: a walk that takes it back leaves the term where it is.
    return Things(house, booked.id, staff, term.id, another.version, brought, prices)


def _own_term(name: str) -> ArrangedTerm:
    fields = OwnTermFields(names={"es": name})
    return find(CatalogsContract).add_own(
        AddOwnTerm(idempotency_key=new_id(), kind=CatalogKind.DISEASES, fields=fields)
    )


def noon(days_ahead: int) -> datetime:
    return (now() + timedelta(days=days_ahead)).replace(hour=11, minute=0, second=0, microsecond=0)
