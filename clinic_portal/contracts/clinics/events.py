"""What happened to a clinic's house."""

from clinic_portal.foundation.events import Event


class ClinicCreated(Event):
    slug: str
    name: str


class ClinicOperated(Event):
    """Operators closed, opened or equipped a clinic; a fact of the house, never of the clinic."""

    of_clinic: int


class ClinicSuspended(ClinicOperated):
    pass


class ClinicReopened(ClinicOperated):
    pass


class FlagSwitched(ClinicOperated):
    key: str
    on: bool


class ClinicProfileChanged(Event):
    """The whole profile as it is now."""

    slug: str
    name: str
    language: str
    country: str
    currency: str
    time_zone: str


class ClinicTextsChanged(Event):
    language: str


class ClinicLogoChanged(Event):
    """`logo` is the new fingerprint, empty when it was taken down."""

    logo: str


class BranchFact(Event):
    branch_id: int


class BranchAdded(BranchFact):
    pass


class BranchEdited(BranchFact):
    pass


class BranchRetired(BranchFact):
    pass


class BranchReopened(BranchFact):
    pass


class RoomFact(Event):
    room_id: int
    branch_id: int


class RoomAdded(RoomFact):
    pass


class RoomEdited(RoomFact):
    pass


class RoomRetired(RoomFact):
    pass


class RoomReopened(RoomFact):
    pass


class PractitionerFact(Event):
    practitioner_id: int
    branch_id: int


class PractitionerAdded(PractitionerFact):
    pass


class PractitionerEdited(PractitionerFact):
    """Name, specialty, colour, branch, room or hours are others now."""


class PractitionerRetired(PractitionerFact):
    pass


class PractitionerReopened(PractitionerFact):
    pass
