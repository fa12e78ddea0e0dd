"""A house is arranged: changed with versions, retired and reopened; told, and seen at once where it is true."""

from datetime import date
from typing import Any

import psycopg
import pytest

from clinic_portal.contexts.clinics.service import ClinicsService
from clinic_portal.contracts.clinics import (
    AddBranch,
    AddPractitioner,
    AddRoom,
    BadPhone,
    EditRoom,
    EditTexts,
    LastBranch,
    MoveRoom,
    NameTaken,
    Part,
    Reopen,
    Retire,
    RoomElsewhere,
    Shift,
)
from clinic_portal.contracts.identity import IdentityContract, SignIn
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import NotFound, Stale
from tests.clinics.arranging import AFTERNOON, MORNING, door, edited_branch, edited_practitioner, edited_profile
from tests.stand.cast import ADMIN, BOTH, PASSWORD, House

MONDAY = date(2026, 11, 23)


@pytest.fixture
def told(addresses: Any, process_number: int, norte: House):
    """The names of what Norte's house has told, without what furnished it."""

    def names() -> list[str]:
        with psycopg.connect(addresses.database(f"test_{process_number}", "clinic_portal_app")) as connection:
            connection.execute(f"SET LOCAL app.clinic_id = '{norte.id}'")
            found = connection.execute(
                "SELECT name FROM events.event WHERE name ~ '^(Clinic|Branch|Room|Practitioner)'"
                " AND name !~ '(Created|Added)$' ORDER BY occurred_at, id"
            )
            return [name for (name,) in found]

    return names


def test_a_branch_is_changed_with_its_hours(within, norte, told):
    with within(norte):
        branch = door().edit_branch(
            edited_branch(
                door().directory().branches[0],
                name="Centro nuevo",
                phone="915 55 01 14",
                hours=((0, *MORNING), (0, *AFTERNOON)),
            )
        )
        home = door().directory()
    assert home.branches == (branch,)
    assert (branch.name, branch.phone, branch.version) == ("Centro nuevo", "+34915550114", 2)
    assert home.open_minutes(norte.branch, MONDAY) == ((540, 840), (960, 1200))
    assert told() == ["BranchEdited"]


def test_what_is_saved_unchanged_is_no_change(within, norte, told):
    with within(norte):
        home = door().directory()
        branch = door().edit_branch(edited_branch(home.branches[0]))
        door().edit_practitioner(edited_practitioner(home.practitioners[0]))
        door().edit_profile(edited_profile())
        assert branch.version == 1
        assert door().directory() == home
    assert told() == []


def test_hours_alone_make_another_version(within, norte, told):
    with within(norte):
        shift = Shift(branch_id=norte.branch, weekday=0, opens=MORNING[0], closes=MORNING[1])
        one = door().edit_practitioner(edited_practitioner(door().directory().practitioners[0], shifts=(shift,)))
        branch = door().edit_branch(edited_branch(door().directory().branches[0], hours=()))
    assert (one.version, branch.version) == (2, 2)
    assert told() == ["PractitionerEdited", "BranchEdited"]


def test_the_second_of_two_writers_is_told_what_stands(within, norte):
    with within(norte):
        seen = door().directory()
        door().edit_branch(edited_branch(seen.branches[0], name="De la primera"))
        door().edit_practitioner(edited_practitioner(seen.practitioners[0], name="De la primera"))
        door().edit_room(EditRoom(room_id=norte.rooms[0], version=1, name="De la primera"))
        door().edit_profile(edited_profile(name="De la primera"))
        door().edit_texts(EditTexts(language="es", version=0, greeting="De la primera"))
        for again in (
            lambda: door().edit_branch(edited_branch(seen.branches[0], name="De la segunda")),
            lambda: door().edit_practitioner(edited_practitioner(seen.practitioners[0], name="De la segunda")),
            lambda: door().edit_room(EditRoom(room_id=norte.rooms[0], version=1, name="De la segunda")),
            lambda: door().edit_profile(edited_profile(version=1, name="De la segunda")),
            lambda: door().edit_texts(EditTexts(language="es", version=0, greeting="De la segunda")),
            lambda: door().retire(Retire(part=Part.ROOM, id=norte.rooms[0], version=1)),
        ):
            with pytest.raises(Stale) as stale:
                again()
            assert stale.value.theirs == door().directory()
        home = door().directory()
    assert {home.clinic.name, home.branches[0].name, home.rooms[0].name, home.text("es").greeting} == {"De la primera"}


def test_names_are_one_things_retired_ones_included(within, norte):
    with within(norte):
        door().add_branch(AddBranch(name="Puerto"))
        door().retire(Retire(part=Part.ROOM, id=norte.rooms[1], version=1))
        for taken in (
            lambda: door().add_branch(AddBranch(name="Puerto")),
            lambda: door().edit_branch(edited_branch(door().directory().branches[0], name="Puerto")),
            lambda: door().add_room(AddRoom(branch_id=norte.branch, name="Cubículo 2")),
            lambda: door().edit_room(EditRoom(room_id=norte.rooms[0], version=1, name="Cubículo 2")),
        ):
            with pytest.raises(NameTaken):
                taken()
        assert door().directory().rooms[0].name == "Cubículo 1"


def test_rooms_stand_in_the_order_that_was_made(within, norte):
    with within(norte):
        third = door().add_room(AddRoom(branch_id=norte.branch, name="Cubículo 3")).id
        door().move_room(MoveRoom(room_id=third, earlier=True))
        assert [room.id for room in door().directory().rooms] == [norte.rooms[0], third, norte.rooms[1]]
        for _ in range(3):
            door().move_room(MoveRoom(room_id=norte.rooms[0], earlier=False))
        assert [room.id for room in door().directory().rooms] == [third, norte.rooms[1], norte.rooms[0]]
        assert {room.version for room in door().directory().rooms} == {1}


def test_what_is_retired_is_chosen_no_more_and_keeps_its_name(within, norte, told):
    with within(norte):
        door().retire(Retire(part=Part.ROOM, id=norte.rooms[0], version=1))
        door().retire(Retire(part=Part.PRACTITIONER, id=norte.practitioners[1], version=1))
        home = door().directory()
        assert [room.id for room in home.rooms] == [norte.rooms[1]]
        assert home.room(norte.rooms[0]).name == "Cubículo 1"
        assert [one.id for one in home.practitioners] == [norte.practitioners[0]]
        assert home.practitioners[0].room_id is None, "a retired room is proposed to nobody"
        assert home.practitioner(norte.practitioners[1]).name == "Dr. Soto"
        door().reopen(Reopen(part=Part.ROOM, id=norte.rooms[0], version=2))
        door().reopen(Reopen(part=Part.PRACTITIONER, id=norte.practitioners[1], version=2))
        assert len(door().directory().rooms) == len(door().directory().practitioners) == 2
        assert door().directory().past.rooms == ()
    assert told() == ["RoomRetired", "PractitionerRetired", "RoomReopened", "PractitionerReopened"]


def test_a_retired_branch_takes_its_rooms_and_people_with_it(within, norte, told):
    with within(norte):
        with pytest.raises(LastBranch):
            door().retire(Retire(part=Part.BRANCH, id=norte.branch, version=1))
        port = door().add_branch(AddBranch(name="Puerto"))
        door().retire(Retire(part=Part.BRANCH, id=norte.branch, version=1))
        home = door().directory()
        assert (home.branches, home.rooms, home.practitioners) == ((port,), (), ())
        assert home.branch(norte.branch).retired
        assert not home.room(norte.rooms[0]).retired, "it comes back with its branch"
        door().reopen(Reopen(part=Part.BRANCH, id=norte.branch, version=2))
        assert len(door().directory().rooms) == 2
    assert told() == ["BranchRetired", "BranchReopened"]


def test_another_clinics_house_cannot_be_arranged(within, norte, sur):
    with within(norte):
        mine = door().directory()
        room, one = mine.rooms[0], mine.practitioners[0]
        for strange in (
            lambda: door().edit_branch(edited_branch(mine.branches[0]).model_copy(update={"branch_id": sur.branch})),
            lambda: door().edit_room(EditRoom(room_id=sur.rooms[0], version=1, name="X")),
            lambda: door().move_room(MoveRoom(room_id=sur.rooms[0], earlier=False)),
            lambda: door().edit_practitioner(edited_practitioner(one, room_id=sur.rooms[0])),
            lambda: door().edit_practitioner(edited_practitioner(one, branch_id=sur.branch)),
            lambda: door().edit_practitioner(
                edited_practitioner(one).model_copy(update={"practitioner_id": sur.practitioners[0]})
            ),
            lambda: door().retire(Retire(part=Part.BRANCH, id=sur.branch, version=1)),
            lambda: door().reopen(Reopen(part=Part.ROOM, id=sur.rooms[0], version=1)),
        ):
            with pytest.raises(NotFound):
                strange()
        port = door().add_branch(AddBranch(name="Puerto"))
        with pytest.raises(RoomElsewhere):
            door().edit_practitioner(edited_practitioner(one, branch_id=port.id, room_id=room.id))


def test_a_change_is_seen_at_once_in_this_clinic_and_no_other(within, norte, sur):
    """Also where another process made it, and also in what an address leads to."""
    elsewhere = ClinicsService()
    with within(sur):
        theirs = door().directory()
    with within(norte):
        assert elsewhere.find_clinic("norte").name == "Clínica Norte"
        door().edit_profile(edited_profile(name="Clínica del Norte", time_zone="Atlantic/Canary"))
        assert door().find_clinic("norte").name == "Clínica del Norte"
    with within(norte):
        assert elsewhere.find_clinic("norte").time_zone == "Atlantic/Canary"
        assert elsewhere.directory().clinic.version == 2
    with within(sur):
        assert door().directory() == theirs


def test_people_see_the_clinics_new_name_in_their_list(within, norte, told):
    def names(email: str) -> set[str]:
        person = find(IdentityContract).sign_in(SignIn(email=email, password=PASSWORD, address="10.0.0.1", agent=""))
        return {place.clinic_name for place in person.memberships}

    with within(norte):
        door().edit_profile(edited_profile(name="Clínica del Norte"))
        assert names(ADMIN) == {"Clínica del Norte"}
        assert names(BOTH) == {"Clínica del Norte", "Clínica Sur"}
    assert told() == ["ClinicProfileChanged"]


def test_a_form_that_is_sent_twice_adds_once(within, norte):
    with within(norte):
        key = new_id()
        wishes = [AddPractitioner(idempotency_key=key, branch_id=norte.branch, name="Dra. Mar") for _ in range(2)]
        first, second = (door().add_practitioner(wish) for wish in wishes)
        assert first == second
        assert [one.name for one in door().directory().practitioners].count("Dra. Mar") == 1


def test_a_number_that_no_network_connects_is_refused(within, norte):
    with within(norte):
        for phone in ("12", "hola", "+34 1"):
            with pytest.raises(BadPhone):
                door().add_branch(AddBranch(name="Puerto", phone=phone))
