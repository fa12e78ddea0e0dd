"""What is written of availability, read: all that bears on some days in one statement, and single rows as values."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, cast, literal, null, or_, select, union_all
from sqlalchemy.types import BigInteger, Boolean, Date, SmallInteger, Text

from clinic_portal.contexts.agenda.availability.calendar import Calendar, Exceptional, Rule
from clinic_portal.contexts.agenda.availability.models import (
    AvailabilityBlock,
    AvailabilityException,
    AvailabilityRule,
    HolidayChoice,
)
from clinic_portal.contracts.agenda import (
    MIDNIGHT,
    AvailabilityView,
    Block,
    ExceptionView,
    RuleView,
    Whose,
)
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.flight import Rows
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

R, B, E, H = AvailabilityRule, AvailabilityBlock, AvailabilityException, HolidayChoice
_CLINIC: BindParameter[int] = bindparam("clinic_id")
_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)


def _nothing(kind: Any) -> Any:
    return cast(null(), kind)


_RULES = (
    select(
        literal("rule").label("sort"),
        R.id.label("id"),
        R.whose.label("whose"),
        R.resource_id.label("resource_id"),
        R.valid_from.label("first"),
        R.valid_until.label("last"),
        B.weekday.label("weekday"),
        B.opens.label("opens"),
        B.closes.label("closes"),
        _nothing(Boolean).label("extra"),
        _nothing(Text).label("reason"),
    )
    .outerjoin(B, and_(B.clinic_id == R.clinic_id, B.rule_id == R.id))
    .where(
        R.clinic_id == _CLINIC,
        R.ended_at.is_(None),
        R.valid_from <= _LAST,
        or_(R.valid_until.is_(None), R.valid_until >= _FIRST),
    )
)
_EXCEPTIONS = select(
    literal("exception"),
    E.id,
    E.whose,
    E.resource_id,
    E.first_day,
    E.last_day,
    _nothing(SmallInteger),
    E.opens,
    E.closes,
    E.extra,
    E.reason,
).where(E.clinic_id == _CLINIC, E.ended_at.is_(None), E.first_day <= _LAST, E.last_day >= _FIRST)
_CHOICE = select(
    literal("holidays"),
    _nothing(BigInteger),
    _nothing(Text),
    _nothing(BigInteger),
    _nothing(Date),
    _nothing(Date),
    _nothing(SmallInteger),
    _nothing(SmallInteger),
    _nothing(SmallInteger),
    H.closes,
    _nothing(Text),
).where(H.clinic_id == _CLINIC)
_ALL = union_all(_RULES, _EXCEPTIONS, _CHOICE).subquery()
_CALENDAR = HotRead(
    select(_ALL)
    .order_by(_ALL.c.id)
    .execution_options(**{REVIEWED: "each part names its clinic itself, so that it is compiled once"})
)


def calendar(first: date, last: date) -> Calendar:
    """All that bears on the days from the first to the last; one statement."""
    return calendar_soon(first, last)()


def calendar_soon(first: date, last: date) -> Callable[[], Calendar]:
    """The same, to be asked for after others have joined the flight."""
    asked = _CALENDAR.soon(current_work(), first=first, last=last)
    return lambda: _calendar(asked.rows())


def _calendar(rows: Rows) -> Calendar:
    rules: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    exceptions, close = [], False
    for row in rows:
        sort, id_, whose, resource, begins, ends, _weekday, opens, closes, extra, reason = row
        if sort == "rule":
            rules[id_].append(row)
        elif sort == "exception":
            exceptions.append(Exceptional(Whose(whose), resource, extra, begins, ends, opens, closes, reason))
        else:
            close = extra
    return Calendar(tuple(map(_rule, rules.values())), tuple(exceptions), close)


def _rule(rows: Iterable[tuple[Any, ...]]) -> Rule:
    rows = list(rows)
    _sort, id_, whose, resource, begins, ends, *_rest = rows[0]
    blocks = tuple((row[6], row[7], row[8]) for row in rows if row[6] is not None)
    return Rule(id_, Whose(whose), resource, begins, ends, blocks)


def of_resource(whose: Whose, resource_id: int, today: date) -> AvailabilityView:
    """What has not passed of one branch, practitioner, room or the clinic, by day."""
    session = current_work()
    rules = select(R).where(
        R.whose == whose.value,
        R.resource_id == resource_id,
        R.ended_at.is_(None),
        or_(R.valid_until.is_(None), R.valid_until >= today),
    )
    exceptions = select(E).where(
        E.whose == whose.value, E.resource_id == resource_id, E.ended_at.is_(None), E.last_day >= today
    )
    return AvailabilityView(
        rules=_rule_views(rules.order_by(R.valid_from, R.id)),
        exceptions=tuple(map(exception_view, session.scalars(exceptions.order_by(E.first_day, E.id)))),
        holidays_close=bool(session.scalar(select(H.closes))),
    )


def rule(rule_id: int) -> RuleView:
    found = _rule_views(select(R).where(R.id == rule_id))
    if not found:
        raise NotFound
    return found[0]


def exception(exception_id: int) -> ExceptionView:
    row = current_work().scalars(select(E).where(E.id == exception_id)).one_or_none()
    if row is None:
        raise NotFound
    return exception_view(row)


def exception_view(row: AvailabilityException) -> ExceptionView:
    """Whole days have no hours."""
    whole = (row.opens, row.closes) == (0, MIDNIGHT)
    return ExceptionView(
        id=row.id,
        version=row.version,
        whose=Whose(row.whose),
        resource_id=row.resource_id,
        extra=row.extra,
        first_day=row.first_day,
        last_day=row.last_day,
        opens=None if whole else row.opens,
        closes=None if whole else row.closes,
        reason=row.reason,
    )


def _rule_views(wanted: Select[AvailabilityRule]) -> tuple[RuleView, ...]:
    session = current_work()
    rows = session.scalars(wanted).all()
    ids = [row.id for row in rows]
    blocks: dict[int, list[Block]] = defaultdict(list)
    mine = select(B.rule_id, B.weekday, B.opens, B.closes).where(B.rule_id.in_(ids))
    for rule_id, weekday, opens, closes in session.execute(mine.order_by(B.weekday, B.opens)) if ids else ():
        blocks[rule_id].append(Block(weekday=weekday, opens=opens, closes=closes))
    return tuple(
        RuleView(
            id=row.id,
            version=row.version,
            whose=Whose(row.whose),
            resource_id=row.resource_id,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            blocks=tuple(blocks[row.id]),
        )
        for row in rows
    )
