"""Places that are held for a while; what is taken is refused with the clash by name."""

from clinic_portal.contexts.agenda.capacity import clash_named
from clinic_portal.contexts.agenda.commands.hold_slot import hold_slot, renew_hold
from clinic_portal.contexts.agenda.holds.giving_up import give_up, throw_away_holds
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import Held, HoldSlot, RenewHold
from clinic_portal.foundation.work import work


class Holding(Housed):
    """Hold, hold on, and let go."""

    def hold(self, command: HoldSlot) -> Held:
        house = self._clinics.directory()
        with clash_named(house), work():
            return hold_slot(command, house)

    def renew(self, command: RenewHold) -> Held:
        house = self._clinics.directory()
        with clash_named(house), work():
            return renew_hold(command, house)

    def release(self, key: str) -> None:
        zone = self._zone()
        with work():
            give_up(key, zone)

    def throw_away_holds(self) -> None:
        with work():
            throw_away_holds()
