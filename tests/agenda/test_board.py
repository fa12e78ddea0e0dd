"""A day becomes a board: columns, gaps, closed hours and lanes."""

from datetime import date, time

from clinic_portal.blueprints.agenda.board import make_board
from clinic_portal.blueprints.agenda.lanes import lanes
from clinic_portal.blueprints.agenda.shown import Shown
from clinic_portal.contexts.agenda.availability.calendar import Calendar, Exceptional
from clinic_portal.contexts.agenda.availability.day_hours import hours_of
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentTypeView, DayEntry, DayView, Message, Whose
from clinic_portal.contracts.clinics import (
    BranchView,
    ClinicDirectory,
    ClinicView,
    OpeningHours,
    PastHouse,
    PractitionerShift,
    PractitionerView,
    RoomView,
)

DAY = date(2026, 11, 24)
BRANCH = BranchView(id=1, name="Centro", address="", phone="")
HOUSE = ClinicDirectory(
    clinic=ClinicView(
        id=1, slug="norte", name="Norte", language="es", country="ES", currency="EUR", time_zone="Europe/Madrid"
    ),
    branches=(BRANCH,),
    rooms=(RoomView(id=1, branch_id=1, name="C1"), RoomView(id=2, branch_id=1, name="C2")),
    practitioners=(PractitionerView(id=7, branch_id=1, name="Dra. Vega", specialty="", hue=3, room_id=1),),
    hours=(
        OpeningHours(branch_id=1, weekday=1, opens=time(9), closes=time(14)),
        OpeningHours(branch_id=1, weekday=1, opens=time(16), closes=time(20)),
    ),
    flags=frozenset(),
)
KINDS = (AppointmentTypeView(id=5, name="Consulta", minutes=30, hue=1),)


NOTHING = Calendar()


def entry(number: int, starts: int, minutes: int, status: AppointmentStatus = AppointmentStatus.BOOKED, room: int = 1):
    return DayEntry(
        id=number, version=1, practitioner_id=7, room_id=room, patient_id=1, patient_name="Ana", patient_phone="",
        type_id=5, starts=starts, minutes=minutes, status=status, confirmed=False, message=Message.NONE, note="",
    )  # fmt: skip


def board(*entries: DayEntry, by: str = "practitioner", cancelled: bool = False, house: ClinicDirectory = HOUSE,
          calendar: Calendar = NOTHING):  # fmt: skip
    shown = Shown(DAY, BRANCH, by, cancelled)
    hours = hours_of(house, calendar, 1, DAY)
    return make_board(shown, DayView(day=DAY, branch_id=1, entries=entries, hours=hours), house, KINDS, 10 * 60 + 7)


def test_gaps_are_the_open_hours_without_what_holds_time() -> None:
    made = board(entry(1, 10 * 60, 30), entry(2, 16 * 60, 60))
    (column,) = made.columns
    assert [(gap.start * 5 // 60, gap.length * 5) for gap in column.gaps] == [(9, 60), (10, 210), (17, 180)]
    assert column.gaps[1].start * 5 == 10 * 60 + 30


def test_a_cancelled_appointment_and_a_noshow_leave_their_time_free() -> None:
    made = board(entry(1, 600, 30, AppointmentStatus.CANCELLED), entry(2, 660, 30, AppointmentStatus.NOSHOW))
    assert [gap.length * 5 for gap in made.columns[0].gaps] == [300, 240]
    assert [card.entry.id for card in made.columns[0].cards] == [2]
    assert [
        card.entry.id for card in board(entry(1, 600, 30, AppointmentStatus.CANCELLED), cancelled=True).columns[0].cards
    ] == [1]


def test_closed_hours_and_the_window_around_them() -> None:
    made = board()
    assert (made.first * 5 // 60, made.last * 5 // 60) == (8, 21)
    assert [(one.start * 5 // 60, one.length * 5 // 60) for one in made.columns[0].closed] == [(8, 1), (14, 2), (20, 1)]
    assert made.now == (10 * 60 + 7) // 5


def test_an_appointment_outside_of_the_hours_widens_the_window() -> None:
    assert board(entry(1, 6 * 60, 30)).first * 5 == 5 * 60


def test_by_room_there_is_a_column_for_each_room() -> None:
    made = board(entry(1, 600, 30, room=2), by="room")
    assert [(column.name, len(column.cards)) for column in made.columns] == [("C1", 0), ("C2", 1)]
    assert made.columns[1].cards[0].beside == "Dra. Vega"
    assert made.columns[1].cards[0].hue == 3


def test_who_overlaps_stands_side_by_side() -> None:
    day = [entry(1, 600, 60), entry(2, 615, 15), entry(3, 630, 30), entry(4, 700, 30)]
    assert lanes(day) == ["lane-1of2", "lane-2of2", "lane-2of2", ""]


def test_outside_of_a_practitioners_own_hours_their_column_is_closed() -> None:
    shifts = tuple(
        PractitionerShift(practitioner_id=7, branch_id=branch, weekday=1, opens=time(opens), closes=time(closes))
        for branch, opens, closes in ((1, 8, 12), (2, 16, 20))
    )
    house = HOUSE.model_copy(update={"shifts": shifts})
    (column,) = board(house=house).columns
    assert [(one.start * 5 // 60, one.length * 5 // 60) for one in column.closed] == [(8, 1), (12, 9)]
    assert [(one.start * 5 // 60, one.length * 5 // 60) for one in column.gaps] == [(9, 3)]
    assert [len(one.closed) for one in board(by="room", house=house).columns] == [3, 3], (
        "rooms have no hours of their own"
    )


def test_who_is_gone_has_a_column_only_where_they_still_have_appointments() -> None:
    (gone,) = HOUSE.practitioners
    past = PastHouse(practitioners=(gone.model_copy(update={"retired": True}),))
    house = HOUSE.model_copy(update={"practitioners": (), "past": past})
    assert board(house=house).columns == ()
    (column,) = board(entry(1, 600, 30), house=house).columns
    assert (column.name, len(column.cards), column.gaps) == ("Dra. Vega", 1, ())


def test_who_sees_patients_at_another_branch_now_is_still_named_on_their_old_day() -> None:
    moved = HOUSE.practitioners[0].model_copy(update={"branch_id": 2})
    (column,) = board(entry(1, 600, 30), house=HOUSE.model_copy(update={"practitioners": (moved,)})).columns
    assert (column.name, column.gaps) == ("Dra. Vega", ())


def test_what_is_blocked_is_told_and_cannot_be_booked() -> None:
    away = Exceptional(Whose.PRACTITIONER, 7, False, DAY, DAY, 9 * 60, 10 * 60 + 30, "Congreso")
    (column,) = board(calendar=Calendar(exceptions=(away,))).columns
    assert [(one.start * 5, one.length * 5, one.reason) for one in column.blocks] == [(9 * 60, 90, "Congreso")]
    assert column.gaps[0].start * 5 == 10 * 60 + 30
    assert board(by="room", calendar=Calendar(exceptions=(away,))).columns[0].blocks == (), "the rooms are there"


def test_a_closed_day_keeps_its_usual_window_and_extra_hours_widen_it() -> None:
    closed = Exceptional(Whose.CLINIC, 0, False, DAY, DAY, 0, 24 * 60, "Obras")
    extra = Exceptional(Whose.PRACTITIONER, 7, True, DAY, DAY, 21 * 60, 22 * 60, "")
    made = board(calendar=Calendar(exceptions=(closed, extra)))
    assert (made.first * 5 // 60, made.last * 5 // 60) == (8, 23)
    assert [(one.start * 5 // 60, one.length * 5) for one in made.columns[0].gaps] == [(21, 60)]
    assert [one.reason for one in made.columns[0].blocks] == ["Obras", "Obras"]
