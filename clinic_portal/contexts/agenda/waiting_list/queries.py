"""What is read of the waiting list: pages of it, one entry, and who may be meant by a gap."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Date,
    SmallInteger,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
)

from clinic_portal.contexts.agenda.models import PatientCard
from clinic_portal.contexts.agenda.queries import OWN_PREDICATE
from clinic_portal.contexts.agenda.waiting_list.models import AskRow, OfferRow, WaitlistRow
from clinic_portal.contracts.agenda import WaitlistEntry, WaitlistPage, WaitlistQuery
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

W, P, A, G = WaitlistRow, PatientCard, AskRow, OfferRow
SIZE = 50
LOOKED_AT = 500
"""So many who may be meant by a gap are looked at, the first in turn."""
# By `limit` it is looked for with each entry: what was never answered stays as it is, and an `exists` read all of it.
_ASKED = (
    select(true())
    .select_from(A)
    .join(G, (G.clinic_id == A.clinic_id) & (G.id == A.offer_id))
    .where(
        A.clinic_id == W.clinic_id,
        A.entry_id == W.id,
        A.state == literal_column("'asked'"),
        A.starts_at > bindparam("moment"),
        G.expires_at > bindparam("moment"),
    )
    .limit(literal_column("1"))
    .correlate(W)
    .scalar_subquery()
)
_WAITS = W.state == literal_column("'waiting'")
_EXPIRED = W.last_day < bindparam("today", type_=Date)
_STATE = case(
    (~_WAITS, W.state),
    (_EXPIRED, literal_column("'expired'")),
    (_ASKED, literal_column("'offered'")),
    else_=W.state,
).label("state")
_ENTRY = (
    select(
        W.id,
        W.version,
        W.patient_id,
        P.name.label("patient_name"),
        P.phone.label("patient_phone"),
        W.type_id,
        W.minutes,
        W.practitioner_id,
        W.branch_id,
        W.weekdays,
        W.since,
        W.until,
        W.first_day,
        W.last_day,
        W.urgent,
        W.note,
        _STATE,
        W.reason,
        W.appointment_id,
        W.added_at,
    )
    .join(P, (P.clinic_id == W.clinic_id) & (P.patient_id == W.patient_id))
    .where(W.clinic_id == bindparam("clinic_id"))
    .execution_options(**OWN_PREDICATE)
)
_VIEW = tuple(column.key for column in _ENTRY.selected_columns)
_IN_TURN = (W.urgent.desc(), W.added_at, W.id)
_BRANCH, _WHOM, _KIND, _PATIENT = (
    bindparam(name, type_=BigInteger) for name in ("branch_id", "practitioner_id", "type_id", "patient_id")
)
_MEANT = (
    or_(_BRANCH == 0, W.branch_id.is_(None), W.branch_id == _BRANCH),
    or_(_WHOM == 0, W.practitioner_id.is_(None), W.practitioner_id == _WHOM),
    or_(_KIND == 0, W.type_id == _KIND),
    or_(_PATIENT == 0, W.patient_id == _PATIENT),
)
_HERE = _WAITS & or_(W.last_day.is_(None), ~_EXPIRED)
_PAGE = tuple(bindparam(name, type_=BigInteger) for name in ("most", "skip"))
_ONE = HotRead(_ENTRY.where(W.id == bindparam("entry_id")))
_LIST = HotRead(_ENTRY.where(*_MEANT, _HERE).order_by(*_IN_TURN).limit(_PAGE[0]).offset(_PAGE[1]))
_OVER = HotRead(
    _ENTRY.where(*_MEANT, ~_HERE).order_by(W.changed_at.desc(), W.id.desc()).limit(_PAGE[0]).offset(_PAGE[1])
)
_COUNT = (
    select(func.count())
    .select_from(W)
    .where(W.clinic_id == bindparam("clinic_id"), *_MEANT)
    .execution_options(**OWN_PREDICATE)
)
_HOW_MANY = {False: HotRead(_COUNT.where(_HERE)), True: HotRead(_COUNT.where(~_HERE))}
_FITTING = HotRead(
    _ENTRY.where(
        _WAITS,
        or_(W.branch_id.is_(None), W.branch_id == _BRANCH),
        or_(W.practitioner_id.is_(None), W.practitioner_id == _WHOM),
        W.first_day <= bindparam("last", type_=Date),
        or_(W.last_day.is_(None), W.last_day >= bindparam("first", type_=Date)),
        or_(
            W.weekdays == literal_column("'{}'::smallint[]"),
            W.weekdays.op("&&")(bindparam("weekdays", type_=ARRAY(SmallInteger))),
        ),
        or_(
            bindparam("all", type_=Boolean),
            W.id == func.any(bindparam("ids", type_=ARRAY(BigInteger))),
        ),
    )
    .order_by(*_IN_TURN)
    .limit(bindparam("most"))
)


def page(query: WaitlistQuery, today: date) -> WaitlistPage:
    """Two statements, however long the list is."""
    wanted = query.model_dump(include={"branch_id", "practitioner_id", "type_id", "patient_id"})
    meant = {name: value or 0 for name, value in wanted.items()}
    session, size = current_work(), {"most": SIZE, "skip": (query.page - 1) * SIZE}
    ((total,),) = _HOW_MANY[query.over].rows(session, today=today, **meant)
    rows = (_OVER if query.over else _LIST).rows(session, today=today, moment=now(), **meant, **size)
    return WaitlistPage(total=total, page=query.page, size=SIZE, entries=tuple(map(_view, rows)))


def entry(entry_id: int, today: date) -> WaitlistEntry:
    rows = _ONE.rows(current_work(), entry_id=entry_id, today=today, moment=now())
    if not rows:
        raise NotFound
    return _view(rows[0])


def meant(
    branch_id: int, practitioner_id: int, days: Sequence[date], today: date, only: Sequence[int] = ()
) -> list[WaitlistEntry]:
    """Those who would come to somebody at a branch on one of some days in a row, in turn; `only` of these ids."""
    rows = _FITTING.rows(
        current_work(),
        branch_id=branch_id,
        practitioner_id=practitioner_id,
        first=days[0],
        last=days[-1],
        weekdays=[day.weekday() for day in days],
        all=not only,
        ids=list(only),
        today=today,
        moment=now(),
        most=LOOKED_AT,
    )
    return list(map(_view, rows))


def _view(row: tuple[Any, ...]) -> WaitlistEntry:
    return WaitlistEntry.model_validate(dict(zip(_VIEW, row, strict=True)))
