"""Opening hours and shifts as the house keeps them: what cannot be is refused by the day."""

from datetime import date, time

import pytest

from clinic_portal.contracts.clinics import (
    AddBranch,
    AddPractitioner,
    BadHours,
    HoursFault,
    Shift,
)
from tests.clinics.arranging import door, edited_branch, edited_practitioner

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("blocks", "faults"),
    [
        ([(0, time(14), time(9))], {0: HoursFault.REVERSED}),
        ([(0, time(9), time(9))], {0: HoursFault.EMPTY}),
        ([(2, time(9), time(14)), (2, time(13, 55), time(20))], {2: HoursFault.OVERLAPPING}),
        ([(0, time(9), time(14)), (1, time(8), time(7)), (6, time(1), time(1))], {1: "reversed", 6: "empty"}),
    ],
)
def test_hours_that_cannot_be_are_refused_by_the_day(within, norte, blocks, faults):
    shifts = tuple(
        Shift(branch_id=norte.branch, weekday=weekday, opens=opens, closes=closes) for weekday, opens, closes in blocks
    )
    with within(norte):
        home = door().directory()
        for wrong in (
            lambda: door().add_branch(AddBranch(name="Puerto", hours=tuple(blocks))),
            lambda: door().edit_branch(edited_branch(home.branches[0], hours=tuple(blocks))),
            lambda: door().add_practitioner(AddPractitioner(branch_id=norte.branch, name="X", shifts=shifts)),
            lambda: door().edit_practitioner(edited_practitioner(home.practitioners[0], shifts=shifts)),
        ):
            with pytest.raises(BadHours) as refused:
                wrong()
            assert refused.value.faults == faults
        assert door().directory() == home


def test_hours_may_touch(within, norte):
    with within(norte):
        hours = ((0, time(9), time(14)), (0, time(14), time(20)))
        branch = door().add_branch(AddBranch(name="Puerto", hours=hours))
        assert door().directory().open_minutes(branch.id, MONDAY) == ((540, 840), (840, 1200))


def test_a_practitioner_is_seen_at_the_branch_where_they_are_that_day(within, norte):
    with within(norte):
        port = door().add_branch(AddBranch(name="Puerto", hours=((0, time(15), time(18)),)))
        shifts = (
            Shift(branch_id=norte.branch, weekday=0, opens=time(7), closes=time(12)),
            Shift(branch_id=port.id, weekday=0, opens=time(16), closes=time(20)),
        )
        one = door().add_practitioner(AddPractitioner(branch_id=norte.branch, name="Dra. Mar", shifts=shifts))
        home = door().directory()
    assert home.working_minutes(one.id, norte.branch, MONDAY) == ((480, 720),)
    assert home.working_minutes(one.id, port.id, MONDAY) == ((960, 1080),)
    assert home.working_minutes(norte.practitioners[0], norte.branch, MONDAY) == ((480, 1200),)


def test_nobody_is_at_two_branches_at_once(within, norte):
    with within(norte):
        port = door().add_branch(AddBranch(name="Puerto"))
        shifts = tuple(
            Shift(branch_id=branch, weekday=0, opens=time(9), closes=time(12)) for branch in (norte.branch, port.id)
        )
        with pytest.raises(BadHours):
            door().add_practitioner(AddPractitioner(branch_id=norte.branch, name="Dra. Mar", shifts=shifts))
