"""Rules, exceptions and holidays at the agenda's door: what they make of a day, and who may not touch them."""

from datetime import date, timedelta

import pytest
import time_machine

from clinic_portal.contexts.agenda.availability import remembered
from clinic_portal.contracts.agenda import (
    MIDNIGHT,
    AddException,
    AddRule,
    AgendaContract,
    BadBlocks,
    BadDays,
    Block,
    EditException,
    EditRule,
    EndException,
    EndRule,
    FindFree,
    Whose,
    Why,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.agenda.wishes import MORNING, NOW

TUESDAY = MORNING.date()
OPEN = ((8 * 60, 20 * 60),)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def door() -> AgendaContract:
    return find(AgendaContract)


def absence(house, **other) -> AddException:
    fields = {"whose": Whose.PRACTITIONER, "resource_id": house.practitioners[0]}
    return AddException(**(fields | {"first_day": TUESDAY, "last_day": TUESDAY, "reason": "Congreso"} | other))


def hours(house, day: date = TUESDAY):
    return door().hours(house.branch, day)[0]


def test_a_practitioners_absence_is_told_with_its_reason_and_nobody_elses_day_changes(within, norte):
    with within(norte):
        door().add_exception(absence(norte, opens=10 * 60, closes=12 * 60))
        made = hours(norte)
    away, other = (made.practitioners[one] for one in norte.practitioners)
    assert away.open == ((480, 600), (720, 1200))
    assert [(one.starts, one.ends, one.why, one.reason) for one in away.blocked] == [(600, 720, Why.BLOCK, "Congreso")]
    assert (other.open, other.blocked) == (OPEN, ())
    assert made.rooms[norte.rooms[0]].open == OPEN


def test_the_hours_of_one_practitioner_are_those_that_the_branchs_day_gives_them(within, norte):
    with within(norte):
        door().add_exception(absence(norte, opens=10 * 60, closes=12 * 60))
        whole = hours(norte)
        for one in norte.practitioners:
            (made,) = door().hours(norte.branch, TUESDAY, practitioner_id=one)
            assert made == whole.model_copy(update={"practitioners": {one: whole.practitioners[one]}, "rooms": {}})


def test_an_absence_of_several_days_has_each_of_them(within, norte):
    with within(norte):
        door().add_exception(absence(norte, last_day=TUESDAY + timedelta(days=6)))
        found = [hours(norte, TUESDAY + timedelta(days=step)) for step in (-1, 0, 6, 7)]
    assert [one.practitioners[norte.practitioners[0]].open for one in found] == [OPEN, (), (), OPEN]


def test_the_whole_clinic_closes_and_one_of_it_sees_patients_all_the_same(within, norte):
    with within(norte):
        door().add_exception(absence(norte, whose=Whose.CLINIC, resource_id=0, reason="Obras"))
        door().add_exception(absence(norte, extra=True, opens=9 * 60, closes=11 * 60))
        made = hours(norte)
    assert [made.practitioners[one].open for one in norte.practitioners] == [((540, 660),), ()]
    assert made.branch.blocked[0].reason == "Obras"


def test_a_rule_replaces_the_usual_week_while_it_holds(within, norte):
    blocks = tuple(Block(weekday=1, opens=a * 60, closes=b * 60) for a, b in ((9, 11), (16, 24)))
    wanted = AddRule(
        whose=Whose.ROOM,
        resource_id=norte.rooms[1],
        valid_from=TUESDAY,
        valid_until=TUESDAY + timedelta(days=7),
        blocks=blocks,
    )
    with within(norte):
        rule = door().add_rule(wanted)
        weeks = [hours(norte, TUESDAY + timedelta(days=7 * step)).rooms[norte.rooms[1]].open for step in range(3)]
        ruled = hours(norte, TUESDAY + timedelta(days=1)).rooms[norte.rooms[1]].open
        assert door().rule(rule.id) == rule
        assert rule.blocks[1].closes == MIDNIGHT
    assert weeks == [((540, 660), (960, 1200)), ((540, 660), (960, 1200)), OPEN]
    assert ruled == (), "a day without hours is closed"


def test_free_times_are_those_of_the_day_as_it_is(within, norte):
    query = FindFree(practitioner_id=norte.practitioners[0], near=MORNING, minutes=60, limit=200)
    with within(norte):
        door().add_exception(absence(norte, opens=0, closes=17 * 60))
        door().add_exception(absence(norte, extra=True, opens=21 * 60, closes=22 * 60))
        found = door().free_times(query)
    first = sorted(one.starts_at for one in found)
    assert [one.strftime("%H:%M") for one in first if one.date() == TUESDAY] == [
        *(f"{16 + step // 4}:{step % 4 * 15:02d}" for step in range(9)),
        "20:00",
    ], "17:00 to 20:00 and 21:00 to 22:00 in Madrid, in UTC"


def test_what_is_edited_has_a_version_and_the_later_of_two_is_told(within, norte):
    with within(norte):
        made = door().add_exception(absence(norte))
        edit = EditException(
            exception_id=made.id, version=made.version, first_day=TUESDAY, last_day=TUESDAY, reason="Vacaciones"
        )
        changed = door().edit_exception(edit)
        assert (changed.reason, changed.version) == ("Vacaciones", made.version + 1)
        with pytest.raises(Stale) as refused:
            door().edit_exception(edit.model_copy(update={"reason": "Curso"}))
        assert refused.value.theirs == changed
        rule = door().add_rule(AddRule(whose=Whose.BRANCH, resource_id=norte.branch, valid_from=TUESDAY))
        edit_rule = EditRule(
            rule_id=rule.id,
            version=rule.version,
            valid_from=TUESDAY,
            blocks=(Block(weekday=0, opens=600, closes=700),),
        )
        assert door().edit_rule(edit_rule).version == rule.version + 1
        with pytest.raises(Stale):
            door().edit_rule(edit_rule)


def test_what_ends_keeps_what_has_been(within, norte):
    with within(norte):
        past = door().add_exception(absence(norte, first_day=TUESDAY - timedelta(days=3)))
        coming = door().add_exception(absence(norte, opens=600, closes=700))
        rule = door().add_rule(
            AddRule(whose=Whose.BRANCH, resource_id=norte.branch, valid_from=TUESDAY - timedelta(days=8))
        )
        assert len(door().availability(Whose.PRACTITIONER, norte.practitioners[0]).exceptions) == 2
        door().end_exception(EndException(exception_id=past.id, version=past.version))
        door().end_exception(EndException(exception_id=coming.id, version=coming.version))
        door().end_rule(EndRule(rule_id=rule.id, version=rule.version))
        assert door().exception(past.id).last_day == TUESDAY - timedelta(days=1)
        assert door().availability(Whose.PRACTITIONER, norte.practitioners[0]).exceptions == ()
        assert hours(norte).practitioners[norte.practitioners[0]].open == OPEN
        assert hours(norte, TUESDAY - timedelta(days=7)).branch.open == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_day": TUESDAY - timedelta(days=1)},
        {"opens": 600},
        {"opens": 600, "closes": 600},
        {"opens": 700, "closes": 600},
    ],
    ids=["days reversed", "half of the hours", "no length", "hours reversed"],
)
def test_an_exception_that_ends_before_it_begins_is_refused(within, norte, wrong):
    with within(norte), pytest.raises(BadDays):
        door().add_exception(absence(norte, **wrong))


def test_overlapping_blocks_are_refused_by_their_day(within, norte):
    blocks = (Block(weekday=2, opens=600, closes=700), Block(weekday=2, opens=690, closes=720))
    wanted = AddRule(whose=Whose.BRANCH, resource_id=norte.branch, valid_from=TUESDAY, blocks=blocks)
    with within(norte):
        with pytest.raises(BadBlocks) as refused:
            door().add_rule(wanted)
        with pytest.raises(BadDays):
            door().add_rule(wanted.model_copy(update={"blocks": (), "valid_until": date(2020, 1, 1)}))
    assert refused.value.weekdays == {2}


def test_another_clinics_resources_and_exceptions_are_nowhere(within, norte, sur):
    with within(norte):
        mine = door().add_exception(absence(norte))
    with within(sur):
        for refused in (
            lambda: door().add_exception(absence(norte)),
            lambda: door().add_rule(AddRule(whose=Whose.ROOM, resource_id=norte.rooms[0], valid_from=TUESDAY)),
            lambda: door().add_rule(AddRule(whose=Whose.CLINIC, resource_id=0, valid_from=TUESDAY)),
            lambda: door().exception(mine.id),
            lambda: door().end_exception(EndException(exception_id=mine.id, version=mine.version)),
            lambda: door().availability(Whose.BRANCH, norte.branch),
            lambda: hours(norte),
        ):
            with pytest.raises(NotFound):
                refused()


def test_a_change_is_seen_at_once_however_warm_the_cache_is(within, norte):
    with within(norte):
        before = hours(norte), door().day_stamp(TUESDAY)
        assert remembered.calendar_of(TUESDAY) is remembered.calendar_of(TUESDAY)
        door().add_exception(absence(norte))
        assert hours(norte) != before[0]
        assert door().day_stamp(TUESDAY) != before[1]


def test_without_redis_the_hours_come_from_the_database(within, norte, without_redis):
    with within(norte):
        assert hours(norte).practitioners[norte.practitioners[0]].open == OPEN
        door().add_exception(absence(norte))
        assert hours(norte).practitioners[norte.practitioners[0]].open == ()
