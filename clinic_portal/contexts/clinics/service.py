"""Keeps the clinics' promises."""

from collections.abc import Iterator
from contextlib import contextmanager

from clinic_portal.contexts.clinics import queries
from clinic_portal.contexts.clinics.commands.add_branch import add_branch
from clinic_portal.contexts.clinics.commands.add_practitioner import add_practitioner
from clinic_portal.contexts.clinics.commands.add_room import add_room
from clinic_portal.contexts.clinics.commands.change_logo import change_logo, remove_logo
from clinic_portal.contexts.clinics.commands.create_clinic import create_clinic
from clinic_portal.contexts.clinics.commands.edit_branch import edit_branch
from clinic_portal.contexts.clinics.commands.edit_practitioner import edit_practitioner
from clinic_portal.contexts.clinics.commands.edit_profile import edit_profile
from clinic_portal.contexts.clinics.commands.edit_room import edit_room
from clinic_portal.contexts.clinics.commands.edit_texts import edit_texts
from clinic_portal.contexts.clinics.commands.move_room import move_room
from clinic_portal.contexts.clinics.commands.retire import reopen, retire
from clinic_portal.contexts.clinics.house_cache import HouseCache
from clinic_portal.contexts.clinics.operating_promises import OperatingPromises
from clinic_portal.contexts.clinics.pictures import logo_of
from clinic_portal.contracts.clinics import (
    AddBranch,
    AddPractitioner,
    AddRoom,
    BranchView,
    ChangeLogo,
    ClinicDirectory,
    ClinicsContract,
    ClinicView,
    CreateClinic,
    EditBranch,
    EditPractitioner,
    EditProfile,
    EditRoom,
    EditTexts,
    Logo,
    MoveRoom,
    PractitionerView,
    Reopen,
    Retire,
    RoomView,
)
from clinic_portal.foundation.once import once
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import inside, outside
from clinic_portal.foundation.work import work


class ClinicsService(OperatingPromises, ClinicsContract):
    """The clinics and how each is furnished; what operators do to them stands in `OperatingPromises`."""

    def __init__(self) -> None:
        self._cache = HouseCache()

    def find_clinic(self, slug: str) -> ClinicView | None:
        clinic_id = self._cache.id_at(slug) or self._look_up(slug)
        if clinic_id is None:
            return None
        with inside(clinic_id):
            try:
                clinic = self.directory().clinic
            except NotFound:
                return None
        return None if clinic.suspended else clinic

    def _look_up(self, slug: str) -> int | None:
        with outside(), work():
            clinic_id = queries.id_of(slug)
        if clinic_id is not None:
            self._cache.keep_address(slug, clinic_id)
        return clinic_id

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """A work after which the house is another one."""
        with work():
            self._cache.changed()
            yield

    def directory(self) -> ClinicDirectory:
        return self._cache.directory()

    def logo(self) -> Logo:
        with work():
            found = queries.logo()
        if found is None:
            raise NotFound
        return found

    def create_clinic(self, command: CreateClinic) -> ClinicView:
        return create_clinic(command)

    def edit_profile(self, command: EditProfile) -> None:
        with self._changing():
            edit_profile(command)

    def edit_texts(self, command: EditTexts) -> None:
        with self._changing():
            edit_texts(command)

    def change_logo(self, command: ChangeLogo) -> None:
        logo = logo_of(command)
        with self._changing():
            change_logo(logo)

    def remove_logo(self) -> None:
        with self._changing():
            remove_logo()

    def add_branch(self, command: AddBranch) -> BranchView:
        with self._changing():
            return once(command, BranchView, lambda: add_branch(command))

    def edit_branch(self, command: EditBranch) -> BranchView:
        with self._changing():
            return edit_branch(command)

    def add_room(self, command: AddRoom) -> RoomView:
        with self._changing():
            return once(command, RoomView, lambda: add_room(command))

    def edit_room(self, command: EditRoom) -> RoomView:
        with self._changing():
            return edit_room(command)

    def move_room(self, command: MoveRoom) -> None:
        with self._changing():
            move_room(command)

    def add_practitioner(self, command: AddPractitioner) -> PractitionerView:
        with self._changing():
            return once(command, PractitionerView, lambda: add_practitioner(command))

    def edit_practitioner(self, command: EditPractitioner) -> PractitionerView:
        with self._changing():
            return edit_practitioner(command)

    def retire(self, command: Retire) -> None:
        with self._changing():
            retire(command)

    def reopen(self, command: Reopen) -> None:
        with self._changing():
            reopen(command)

    def clinic_ids(self) -> tuple[int, ...]:
        with outside(), work():
            return queries.clinic_ids()
