"""What a message about an appointment says, and how moments, places and numbers are written in it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time

from clinic_portal.contracts.clinics import BranchView, ClinicTexts, ClinicView

NO_WORDS = ClinicTexts(language="")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts; `was_at` is the time that no longer holds, if it changed; `texts` are the clinic's own words.

    `link` is where the patient confirms, cancels or asks to move; empty when there is nothing to do.
    """

    clinic: ClinicView
    branch: BranchView | None
    practitioner: str
    patient: str
    language: str
    starts_at: datetime
    was_at: datetime | None = None
    texts: ClinicTexts = NO_WORDS
    link: str = ""
    video_url: str = ""

    def when(self) -> str:
        """`mié, 25 nov, 10:30`."""
        return f"{self._day()}, {self._clock(self.starts_at)}"

    def when_in_full(self, moment: datetime) -> str:
        """`miércoles, 25 de noviembre de 2026, 10:30`."""
        day = moment.astimezone(self._zone()).date()
        return f"{format_date(day, 'full', locale=self._locale())}, {self._clock(moment)}"

    def day_and_clock(self) -> tuple[date, str]:
        """The local day, and the time as it is written."""
        return self.starts_at.astimezone(self._zone()).date(), self._clock(self.starts_at)

    def where(self) -> str:
        """The branch and its address, or where one joins by video."""
        branch = self.branch
        if self.video_url:
            return self.video_url
        return ", ".join(part for part in (branch.name, branch.address) if part) if branch else ""

    def phone(self) -> str:
        """The branch's number as one dials it from anywhere."""
        number = self.branch.phone if self.branch else ""
        try:
            parsed = phonenumbers.parse(number, self.clinic.country)
        except phonenumbers.NumberParseException:
            return number
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def _day(self) -> str:
        return format_skeleton("MMMEd", self.starts_at, tzinfo=self._zone(), locale=self._locale())

    def _clock(self, moment: datetime) -> str:
        return format_time(moment, "short", tzinfo=self._zone(), locale=self._locale())

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.clinic.time_zone)

    def _locale(self) -> Locale:
        """The patient's language as it is written in the clinic's country, where that is known."""
        try:
            return Locale(self.language, self.clinic.country)
        except UnknownLocaleError:
            return Locale(self.language)
