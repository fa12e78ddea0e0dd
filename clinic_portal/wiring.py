"""The one place that knows every room: which service keeps which promise, and who listens to whom."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, Flask

from clinic_portal.blueprints.agenda.blueprint import blueprint as agenda_pages
from clinic_portal.blueprints.billing.blueprint import blueprint as billing_pages
from clinic_portal.blueprints.catalogs.blueprint import blueprint as catalogs_pages
from clinic_portal.blueprints.clinics.blueprint import blueprint as clinics_pages
from clinic_portal.blueprints.identity.blueprint import blueprint as identity_pages
from clinic_portal.blueprints.inventory.blueprint import blueprint as inventory_pages
from clinic_portal.blueprints.notifications.blueprint import blueprint as notifications_pages
from clinic_portal.blueprints.operations.blueprint import blueprint as operations_pages
from clinic_portal.blueprints.patients.blueprint import blueprint as patients_pages
from clinic_portal.contexts.agenda.availability import public_holidays
from clinic_portal.contexts.agenda.service import AgendaService
from clinic_portal.contexts.billing.service import BillingService
from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contexts.clinics.service import ClinicsService
from clinic_portal.contexts.identity.service import IdentityService
from clinic_portal.contexts.inventory.service import InventoryService
from clinic_portal.contexts.notifications.gateways.choice import gateways
from clinic_portal.contexts.notifications.service import NotificationsService
from clinic_portal.contexts.patients.service import PatientsService
from clinic_portal.contracts.agenda import AgendaContract
from clinic_portal.contracts.billing import BillingContract
from clinic_portal.contracts.catalogs import CatalogsContract
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.contracts.inventory import InventoryContract
from clinic_portal.contracts.notifications import NotificationsContract
from clinic_portal.contracts.patients import PatientsContract
from clinic_portal.foundation import flags
from clinic_portal.foundation.directory import bind, find
from clinic_portal.foundation.events import Event, Listener, subscriptions
from clinic_portal.foundation.events.passing import HourPassed
from clinic_portal.foundation.housekeeping import tidy
from clinic_portal.foundation.remote import far
from clinic_portal.foundation.settings import Settings
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.web import languages
from clinic_portal.foundation.web.service import serve

CATALOGS = "catalogs"


def wire(app: Flask) -> None:
    """Build the services in their one order; each is given only those built before it."""
    settings: Settings = app.config["SETTINGS"]
    catalogs = CatalogsService(settings.database_operator_url)
    _listen(app, catalogs.listeners())
    if settings.serve == CATALOGS:
        serve(app, CatalogsContract, bind(app, CatalogsContract, catalogs))
        return
    identity = IdentityService(settings)
    clinics = ClinicsService()
    patients = PatientsService(clinics)
    agenda = AgendaService(clinics, patients)
    notifications = NotificationsService(settings, identity, clinics, agenda, gateways(settings))
    bind(app, IdentityContract, identity)
    bind(app, ClinicsContract, clinics)
    bind(app, CatalogsContract, _near_or_far(catalogs, settings))
    bind(app, PatientsContract, patients)
    bind(app, AgendaContract, agenda)
    bind(app, InventoryContract, InventoryService())
    bind(app, BillingContract, BillingService())
    bind(app, NotificationsContract, notifications)
    _listen(app, clinics.listeners())
    for service in (identity, agenda, notifications):
        _listen(app, service.listeners())
        _project(app, service.projections())
    _listen(app, (_hourly(clinics, identity),))
    flags.use(lambda: find(ClinicsContract).directory().flags)


def warm() -> None:
    """Have at hand what a server's first visitors would wait for."""
    public_holidays.load()
    languages.load()


def _hourly(clinics: ClinicsContract, identity: IdentityService) -> Listener:
    def react(_hour: HourPassed) -> None:
        _tidy(clinics, identity)

    return Listener("house.on_hour_passed", HourPassed, react, queue="long", outside=True)


def _tidy(clinics: ClinicsContract, identity: IdentityService) -> None:
    """Once an hour every clinic, and the house itself, throws away what is done with."""
    for clinic_id in (HOUSE, *clinics.clinic_ids()):
        with inside(clinic_id):
            tidy()
            identity.throw_away_invitations()
            find(CatalogsContract).throw_away_files()
            find(AgendaContract).throw_away_proofs()
            find(AgendaContract).throw_away_holds()


def _near_or_far(near: CatalogsService, settings: Settings) -> CatalogsContract:
    """Near, in this process; or far, where CATALOGS_URL says."""
    if settings.catalogs_url:
        return far(CatalogsContract, settings.catalogs_url, settings.service_timeout)
    return near


def _listen(app: Flask, listeners: Iterable[Listener]) -> None:
    with app.app_context():
        for listener in listeners:
            subscriptions().listen(listener)


def _project(app: Flask, projections: Iterable[tuple[type[Event], Callable[[Any], None]]]) -> None:
    with app.app_context():
        for event, react in projections:
            subscriptions().project(event, react)


def blueprints() -> tuple[Blueprint, ...]:
    """All pages, in the order of their rooms."""
    return (
        identity_pages,
        clinics_pages,
        catalogs_pages,
        patients_pages,
        agenda_pages,
        inventory_pages,
        billing_pages,
        notifications_pages,
        operations_pages,
    )
