"""Which steps a turn may take, and how a turn and the state of its appointment say the same."""

from clinic_portal.contracts.agenda import AppointmentStatus as Status, QueueState as State

_STEPS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.CALLED, State.IN_SERVICE, State.WITHDRAWN}),
    State.CALLED: frozenset({State.WAITING, State.CALLED, State.IN_SERVICE, State.WITHDRAWN}),
    State.IN_SERVICE: frozenset({State.WAITING, State.DONE}),
    State.DONE: frozenset(),
    State.WITHDRAWN: frozenset(),
}
_STATUS = {
    State.WAITING: Status.ARRIVED,
    State.CALLED: Status.ARRIVED,
    State.IN_SERVICE: Status.CHECKED_IN,
    State.DONE: Status.FULFILLED,
    State.WITHDRAWN: Status.BOOKED,
}
_STATE = {
    Status.ARRIVED: State.WAITING,
    Status.CHECKED_IN: State.IN_SERVICE,
    Status.FULFILLED: State.DONE,
    Status.BOOKED: State.WITHDRAWN,
    Status.NOSHOW: State.WITHDRAWN,
    Status.CANCELLED: State.WITHDRAWN,
}
HERE = frozenset({State.WAITING, State.CALLED, State.IN_SERVICE})
"""States of a turn whose patient is in the house."""
ENTERS = frozenset({Status.ARRIVED, Status.CHECKED_IN})
"""States of an appointment with which its patient takes a ticket; what is only noted afterwards takes none."""
OVER = frozenset({Status.NOSHOW, Status.CANCELLED})
"""An appointment that has given its time away comes back on the day's board, where a clash is named."""


def may_go(now_is: State, then: State) -> bool:
    return then in _STEPS[now_is]


def status_of(state: State) -> Status:
    """How the appointment of a turn stands."""
    return _STATUS[state]


def state_of(status: Status, now_is: State | None) -> State:
    """How the turn of an appointment stands; somebody who is called stays so while the appointment has arrived."""
    if now_is is not None and status not in OVER and _STATUS[now_is] is status:
        return now_is
    return _STATE[status]
