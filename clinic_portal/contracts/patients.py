"""The door of patients: register, find, edit; always one clinic's."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.foundation.events import Event
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Creation, Page, Value

VERSION = 1


class Sex(StrEnum):
    """Administrative sex as in FHIR's AdministrativeGender."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class PatientFields(Command):
    """What is written about a patient; `phone` as typed, kept as E.164; `family` holds both surnames."""

    given: str = Field(min_length=1, max_length=120)
    family: str = Field(min_length=1, max_length=120)
    phone: str = Field(min_length=1, max_length=40)
    email: str = Field("", max_length=254)
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    document: str = Field("", max_length=40)
    language: Literal["es", "en"] = "es"
    notes: str = Field("", max_length=4000)


class RegisterPatient(PatientFields, Creation):
    """`another_person` answers the warning about likely duplicates: the ids that were shown and are not them."""

    another_person: tuple[int, ...] = ()


class EditPatient(PatientFields):
    patient_id: int
    version: int


class PatientView(Value):
    id: int
    version: int
    given: str
    family: str
    phone: str
    email: str
    birth_date: date | None
    sex: Sex
    document: str
    language: str
    notes: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


class PatientOption(Value):
    """A patient in a list to choose from."""

    id: int
    name: str
    phone: str
    document: str
    birth_date: date | None


class Likeness(StrEnum):
    """Why two records may be one person."""

    PHONE = "phone"
    DOCUMENT = "document"
    EMAIL = "email"
    NAME_AND_BIRTH_DATE = "name_and_birth_date"
    NAME = "name"


class LikelyDuplicate(Value):
    """`score` from 0 to 100; `reasons` strongest first."""

    patient: PatientOption
    score: int
    reasons: tuple[Likeness, ...]


class DuplicateProbe(Command):
    """What has been typed so far."""

    given: str = ""
    family: str = ""
    phone: str = ""
    email: str = ""
    document: str = ""
    birth_date: date | None = None


class PatientPage(Page):
    patients: tuple[PatientOption, ...]


class PossibleDuplicates(Refusal):
    """Somebody very alike is registered; must be answered."""

    status: ClassVar[int] = 409
    message = _("This person may already be registered. Please say who they are.")

    def __init__(self, likely: tuple[LikelyDuplicate, ...]) -> None:
        super().__init__()
        self.likely = likely


class BadPhone(Refusal):
    message = _("This is not a phone number we can reach.")

    def __init__(self) -> None:
        super().__init__(fields={"phone": self.message})


class PatientContact(Event):
    """The part of a patient that messages and lists need."""

    patient_id: int
    name: str
    phone: str
    email: str
    language: str


class PatientCreated(PatientContact):
    """A patient was registered."""


class PatientChanged(PatientContact):
    """A patient's record was edited."""


class PatientsBrought(Event):
    """Many patients came at once, from another system."""

    patients: tuple[PatientContact, ...]


class PatientsContract(Protocol):
    """The patients of the entered clinic."""

    def register(self, command: RegisterPatient) -> PatientView:
        """Add a patient; raises BadPhone or, until it is answered, PossibleDuplicates."""

    def bring(self, patients: tuple[PatientFields, ...]) -> tuple[int, ...]:
        """Add all of them or none, without asking who may be whom; gives their ids in order; raises BadPhone."""

    def edit(self, command: EditPatient) -> PatientView:
        """Change a patient; raises NotFound, BadPhone, or Stale with what stands now."""

    def patient(self, patient_id: int) -> PatientView:
        """One patient; raises NotFound."""

    def search(self, text: str, limit: int = 10) -> tuple[PatientOption, ...]:
        """Patients by the beginnings of names in any order, phone or document, without accents."""

    def page(self, text: str, page: int = 1, size: int = 50) -> PatientPage:
        """The list of patients by family name, or those that `text` finds."""

    def likely_duplicates(self, probe: DuplicateProbe) -> tuple[LikelyDuplicate, ...]:
        """Who is registered already and may be this person, likeliest first, at most five."""

    def recent(self, user_id: int, limit: int = 8) -> tuple[PatientOption, ...]:
        """The patients a person has opened lately, the latest first."""

    def remember_visit(self, user_id: int, patient_id: int) -> None:
        """Put a patient on top of a person's recent ones."""
