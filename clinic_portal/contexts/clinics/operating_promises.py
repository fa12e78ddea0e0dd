"""The promises that clinics keep to operators: under their role, and dropped from every process's memory at once."""

from clinic_portal.contexts.clinics import registry
from clinic_portal.contexts.clinics.commands.suspend_clinic import reopen_clinic, suspend_clinic
from clinic_portal.contexts.clinics.commands.switch_flag import switch_flag
from clinic_portal.contexts.clinics.house_cache import REGION
from clinic_portal.contracts.clinics import (
    ClinicEntry,
    ClinicList,
    ClinicOperated,
    ClinicReopened,
    ClinicSearch,
    ClinicSuspended,
    FlagSwitched,
    SuspendClinic,
)
from clinic_portal.foundation.cache import drop
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.events.subscriptions import Listener
from clinic_portal.foundation.tenancy import HOUSE, inside
from clinic_portal.foundation.work import work


class OperatingPromises:
    """The registry of clinics."""

    def listeners(self) -> tuple[Listener, ...]:
        """The increment right after a commit may not reach Redis; the outbox sees to it that one does."""
        facts = (ClinicSuspended, ClinicReopened, FlagSwitched)
        return tuple(Listener(f"clinics.on_{fact.kind()}", fact, self.on_operated) for fact in facts)

    def on_operated(self, event: ClinicOperated) -> None:
        drop(REGION, event.of_clinic)

    def clinics(self, search: ClinicSearch) -> ClinicList:
        with as_operator() as link:
            return registry.clinics(link, search)

    def registered_clinic(self, slug: str) -> ClinicEntry:
        with as_operator() as link:
            return registry.get_clinic(link, slug)

    def find_clinic_id(self, slug: str) -> int | None:
        with as_operator() as link:
            return registry.find_id(link, slug)

    def clinic_slugs(self, clinic_ids: tuple[int, ...]) -> dict[int, str]:
        with as_operator() as link:
            return registry.slugs(link, clinic_ids)

    def flag_counts(self) -> dict[str, int]:
        with as_operator() as link:
            return registry.flag_counts(link)

    def suspend_clinic(self, command: SuspendClinic) -> None:
        _tell(ClinicSuspended(of_clinic=suspend_clinic(command)))

    def reopen_clinic(self, slug: str) -> None:
        _tell(ClinicReopened(of_clinic=reopen_clinic(slug)))

    def switch_flag(self, slug: str, key: str, *, on: bool) -> None:
        clinic_id = switch_flag(slug, key, on=on)
        if clinic_id is not None:
            _tell(FlagSwitched(of_clinic=clinic_id, key=key, on=on))


def _tell(event: ClinicOperated) -> None:
    drop(REGION, event.of_clinic)
    with inside(HOUSE), work():
        publish(event)
