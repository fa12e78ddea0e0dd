"""What the screen of a waiting room shows: numbers and places, never a name."""

from clinic_portal.contexts.agenda.queue import queries
from clinic_portal.contracts.agenda import QueueEntry, QueueState, ScreenCall, ScreenView
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.refusals import NotFound

MOST = 8
_SHOWN = (QueueState.CALLED, QueueState.IN_SERVICE)


def screen(house: ClinicDirectory, branch_id: int) -> ScreenView:
    """Those called, the latest first, then those in service; raises NotFound for a branch out of use."""
    branch = next((one for one in house.branches if one.id == branch_id), None)
    if branch is None:
        raise NotFound
    points = {point.id: point.name for point in queries.points()}
    entries = queries.entries(branch_id, today(house.clinic.time_zone))
    shown = sorted((one for one in entries if one.state in _SHOWN), key=lambda one: one.since, reverse=True)
    shown.sort(key=lambda one: _SHOWN.index(one.state))
    return ScreenView(
        branch=branch.name,
        calls=tuple(
            ScreenCall(number=one.number, place=_place(one, house, points), state=one.state, since=one.since)
            for one in shown[:MOST]
        ),
        waiting=sum(one.state is QueueState.WAITING for one in entries),
    )


def _place(entry: QueueEntry, house: ClinicDirectory, points: dict[int, str]) -> str:
    if entry.point_id is not None:
        return points.get(entry.point_id, "")
    room = house.room(entry.room_id) if entry.room_id is not None else None
    return room.name if room else ""
