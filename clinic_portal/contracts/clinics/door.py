"""The promises of clinics."""

from typing import Protocol

from clinic_portal.contracts.clinics.commands import (
    AddBranch,
    AddPractitioner,
    AddRoom,
    ChangeLogo,
    CreateClinic,
    EditBranch,
    EditPractitioner,
    EditProfile,
    EditRoom,
    EditTexts,
    MoveRoom,
    Reopen,
    Retire,
)
from clinic_portal.contracts.clinics.operating import Operating
from clinic_portal.contracts.clinics.values import (
    BranchView,
    ClinicDirectory,
    ClinicView,
    Logo,
    PractitionerView,
    RoomView,
)


class ClinicsContract(Operating, Protocol):
    """The clinics and how each is furnished. What is Stale tells the whole directory as it stands now."""

    def find_clinic(self, slug: str) -> ClinicView | None:
        """The clinic an address names; None when there is none or it is suspended."""

    def directory(self) -> ClinicDirectory:
        """The entered clinic's house."""

    def logo(self) -> Logo:
        """The entered clinic's picture; raises NotFound when it has none."""

    def create_clinic(self, command: CreateClinic) -> ClinicView:
        """Open a new clinic, as an operator; raises SlugTaken."""

    def edit_profile(self, command: EditProfile) -> None:
        """Change name, language, country, currency and time zone; raises Stale."""

    def edit_texts(self, command: EditTexts) -> None:
        """Write the clinic's words in one language; raises Stale."""

    def change_logo(self, command: ChangeLogo) -> None:
        """Show another picture; raises BadLogo, LogoTooHeavy or LogoTooLarge."""

    def remove_logo(self) -> None:
        """Show no picture any more."""

    def add_branch(self, command: AddBranch) -> BranchView:
        """Add a branch to the entered clinic; raises NameTaken, BadPhone or BadHours."""

    def edit_branch(self, command: EditBranch) -> BranchView:
        """Change a branch and its hours; raises NotFound, Stale, NameTaken, BadPhone or BadHours."""

    def add_room(self, command: AddRoom) -> RoomView:
        """Add a room (cubículo) to a branch, after the others; raises NotFound or NameTaken."""

    def edit_room(self, command: EditRoom) -> RoomView:
        """Rename a room; raises NotFound, Stale or NameTaken."""

    def move_room(self, command: MoveRoom) -> None:
        """Change the order of a branch's rooms; raises NotFound."""

    def add_practitioner(self, command: AddPractitioner) -> PractitionerView:
        """Add a practitioner to a branch; raises NotFound, RoomElsewhere or BadHours."""

    def edit_practitioner(self, command: EditPractitioner) -> PractitionerView:
        """Change a practitioner and their hours; raises NotFound, Stale, RoomElsewhere or BadHours."""

    def retire(self, command: Retire) -> None:
        """Take a branch, room or practitioner out of use; raises NotFound, Stale or LastBranch."""

    def reopen(self, command: Reopen) -> None:
        """Take it into use again; raises NotFound or Stale."""

    def clinic_ids(self) -> tuple[int, ...]:
        """Every clinic that is not suspended, for operators' tools."""
