"""Keeps the clinics' promises."""

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.commands.add_branch import add_branch
from clinic_portal.contexts.clinics.commands.add_practitioner import add_practitioner
from clinic_portal.contexts.clinics.commands.add_room import add_room
from clinic_portal.contexts.clinics.commands.create_clinic import create_clinic
from clinic_portal.contexts.clinics.commands.switch_flag import switch_flag
from clinic_portal.contexts.clinics.house_cache import HouseCache
from clinic_portal.contracts.clinics import (
    AddBranch,
    AddPractitioner,
    AddRoom,
    BranchView,
    ClinicDirectory,
    ClinicsContract,
    ClinicView,
    CreateClinic,
    PractitionerView,
    RoomView,
)
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import inside, outside
from clinic_portal.foundation.work import work


class ClinicsService(ClinicsContract):
    """The clinics and how each is furnished."""

    def __init__(self) -> None:
        self._cache = HouseCache()

    def find_clinic(self, slug: str) -> ClinicView | None:
        return self._cache.clinic_at(slug) or self._look_up(slug)

    def _look_up(self, slug: str) -> ClinicView | None:
        with outside(), work():
            clinic_id = queries.registered(slug)
        if clinic_id is None:
            return None
        with inside(clinic_id):
            try:
                clinic = self.directory().clinic
            except NotFound:
                return None
        self._cache.keep_address(clinic)
        return clinic

    def directory(self) -> ClinicDirectory:
        return self._cache.directory()

    def create_clinic(self, command: CreateClinic) -> ClinicView:
        return create_clinic(command)

    def add_branch(self, command: AddBranch) -> BranchView:
        with work():
            self._cache.changed()
            return add_branch(command)

    def add_room(self, command: AddRoom) -> RoomView:
        with work():
            self._cache.changed()
            return add_room(command)

    def add_practitioner(self, command: AddPractitioner) -> PractitionerView:
        with work():
            self._cache.changed()
            return add_practitioner(command)

    def switch_flag(self, key: str, *, on: bool) -> None:
        with work():
            self._cache.changed()
            switch_flag(key, on=on)

    def clinic_ids(self) -> tuple[int, ...]:
        with outside(), work():
            return queries.clinic_ids()
