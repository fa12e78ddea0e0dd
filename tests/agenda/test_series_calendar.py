"""The days and moments of a series, against a slow calendar that walks day by day and minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

from clinic_portal.contexts.agenda.series.calendar import days_of, moved_with
from clinic_portal.contexts.agenda.series.plan import slots_of
from clinic_portal.contracts.agenda import Recurrence, Unit

ZONES = ("Europe/Madrid", "America/Santiago", "America/Bogota", "Australia/Lord_Howe", "Pacific/Apia")
MOMENTS = st.integers(0, 3_000_000).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
RULES = st.builds(
    Recurrence,
    first=st.dates(date(2024, 1, 1), date(2031, 12, 31)),
    at=st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45))),
    every=st.integers(1, 12),
    unit=st.sampled_from(Unit),
    count=st.integers(2, 60),
)


def walked(rule):
    """Day by day from the first on, counting what the unit counts."""
    found, day, units = [rule.first], rule.first, 0
    month_of = (rule.first.year, rule.first.month)
    while len(found) < rule.count:
        day += timedelta(days=1)
        if rule.unit is Unit.DAY:
            units += 1
            due = units % rule.every == 0
        elif rule.unit is Unit.WEEK:
            due = day.weekday() == rule.first.weekday() and ((day - rule.first).days // 7) % rule.every == 0
        else:
            if (day.year, day.month) != month_of:
                month_of, units = (day.year, day.month), units + 1
            ends = (day + timedelta(days=1)).month != day.month
            due = units % rule.every == 0 and units > 0
            due = due and (day.day == rule.first.day or (ends and day.day < rule.first.day))
        if due:
            found.append(day)
    return found


def shown(moment, zone):
    return moment.astimezone(ZoneInfo(zone))


def first_minute(day, at, zone):
    """The first minute of the UTC days around at which the clock shows it, None when it never does."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=16)
    for _ in range(60 * 56 // 15 + 1):
        local = shown(moment, zone)
        if local.date() == day and local.time() == at:
            return moment
        moment += timedelta(minutes=15)
    return None


@given(RULES)
def test_the_days_of_a_rule_are_those_of_a_calendar_walked_day_by_day(rule):
    assert list(days_of(rule)) == walked(rule)


@given(RULES.filter(lambda rule: rule.count <= 12), st.sampled_from(ZONES))
def test_every_time_of_a_series_is_the_clock_of_its_day(rule, zone):
    for slot in slots_of(rule, None, zone):
        expected = first_minute(slot.day, rule.at, zone)
        assert slot.real is (expected is not None)
        if expected:
            assert slot.starts_at == expected


@given(
    MOMENTS,
    MOMENTS,
    st.integers(1, 60),
    st.sampled_from(ZONES),
)
def test_what_moves_together_keeps_its_distance_in_days_and_shows_one_clock(was, then, apart, zone):
    local = shown(was, zone) + timedelta(days=apart)
    other = local.astimezone(UTC)
    moved = shown(moved_with(other, was, then, zone), zone)
    days = (shown(then, zone).date() - shown(was, zone).date()).days
    gap = (moved.date() - shown(other, zone).date()).days - days
    # An hour that is skipped at midnight puts a time on the next day; nothing else does.
    assert gap in {0, 1}
    assert gap == 0 or moved.time() < time(2)
    if gap == 0 and moved.utcoffset() == shown(then, zone).utcoffset():
        assert moved.time() == shown(then, zone).time()


def test_a_month_without_the_day_gives_its_last():
    rule = Recurrence(first=date(2027, 1, 31), at=time(9), every=1, unit=Unit.MONTH, count=4)
    assert list(days_of(rule)) == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_ten_in_the_morning_stays_ten_when_the_clock_changes():
    rule = Recurrence(first=date(2027, 3, 22), at=time(10), every=1, unit=Unit.WEEK, count=2)
    assert [slot.starts_at.hour for slot in slots_of(rule, None, "Europe/Madrid")] == [9, 8]


def test_the_hour_that_is_skipped_is_no_time_of_a_series():
    rule = Recurrence(first=date(2027, 3, 27), at=time(2, 30), every=1, unit=Unit.DAY, count=3)
    assert [slot.real for slot in slots_of(rule, None, "Europe/Madrid")] == [True, False, True]
