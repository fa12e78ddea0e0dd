"""A clinic's house: furnished through the door, read whole, remembered until it changes."""

from typing import Any

import psycopg
import pytest
from flask import Flask
from redis import Redis
from sqlalchemy import event

from clinic_portal.contexts.clinics.service import ClinicsService
from clinic_portal.contracts.clinics import (
    AddBranch,
    AddPractitioner,
    AddRoom,
    ClinicDirectory,
    ClinicsContract,
    CreateClinic,
    RoomElsewhere,
    SlugTaken,
)
from clinic_portal.foundation import flags
from clinic_portal.foundation.database import db
from clinic_portal.foundation.database.operator import as_operator
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.redis_client import connect, redis_breaker
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import inside
from tests.stand.cast import House


def clinics() -> ClinicsContract:
    return find(ClinicsContract)


@pytest.fixture
def statements(app: Flask) -> Any:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        yield seen
        event.remove(db.engine, "before_cursor_execute", note)


def test_the_house_is_read_whole(within, norte: House) -> None:
    with within(norte):
        house = clinics().directory()
    assert (house.clinic.id, house.clinic.slug, house.clinic.time_zone) == (norte.id, "norte", "Europe/Madrid")
    assert [branch.id for branch in house.branches] == [norte.branch]
    assert tuple(room.id for room in house.rooms_of(norte.branch)) == norte.rooms
    assert [(one.id, one.hue, one.room_id) for one in house.practitioners] == [
        (norte.practitioners[0], 1, norte.rooms[0]),
        (norte.practitioners[1], 2, norte.rooms[1]),
    ]
    assert len(house.hours) == 7


def test_each_clinic_has_its_own_house(within, norte: House, sur: House) -> None:
    seen: dict[str, ClinicDirectory] = {}
    for house in (norte, sur, norte):
        with within(house):
            seen[house.slug] = clinics().directory()
    assert seen["norte"].clinic.name == "Clínica Norte"
    assert seen["sur"].clinic.name == "Clínica Sur"
    assert not {room.id for room in seen["norte"].rooms} & {room.id for room in seen["sur"].rooms}


def test_a_warm_house_costs_no_sql(within, norte: House, statements: list[str]) -> None:
    for _stay in range(2):
        with within(norte):
            clinics().directory()
            clinics().find_clinic("norte")
    statements.clear()
    with within(norte):
        clinics().directory()
        clinics().find_clinic("norte")
        flags.is_on("agenda.week-strip")
    assert statements == []


def test_a_warm_house_costs_one_redis_command(within, norte: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for _stay in range(2):
        with within(norte):
            clinics().directory()
    asked: list[object] = []
    ask = Redis.execute_command

    def count(redis: Redis, *command: object, **options: object) -> object:
        asked.append(command[0])
        return ask(redis, *command, **options)

    monkeypatch.setattr(Redis, "execute_command", count)
    with within(norte):
        clinics().directory()
        clinics().directory()
    assert asked == ["MGET"]


def test_another_processs_change_is_seen_in_the_next_stay(app: Flask, within, norte: House) -> None:
    other = ClinicsService()
    with within(norte):
        clinics().directory()
        room = other.add_room(AddRoom(branch_id=norte.branch, name="Cubículo 3"))
    with within(norte):
        assert room in clinics().directory().rooms


def test_a_change_outlives_a_redis_that_lost_everything(app: Flask, within, norte: House) -> None:
    with within(norte):
        clinics().directory()
    app.extensions["redis_client"].flushdb()
    other = ClinicsService()
    with within(norte):
        room = other.add_room(AddRoom(branch_id=norte.branch, name="Cubículo 3"))
    app.extensions["redis_client"].flushdb()
    with within(norte):
        assert room in clinics().directory().rooms


def test_a_change_is_seen_at_once_and_elsewhere_not(within, norte: House, sur: House) -> None:
    with within(sur):
        before = clinics().directory()
    with within(norte):
        clinics().directory()
        room = clinics().add_room(AddRoom(branch_id=norte.branch, name="Cubículo 3"))
        assert room in clinics().directory().rooms
    with within(norte):
        assert room in clinics().directory().rooms
    with within(sur):
        assert clinics().directory() == before


def test_what_is_rolled_back_is_not_seen(within, norte: House) -> None:
    with within(norte):
        with pytest.raises(NotFound):
            clinics().add_practitioner(AddPractitioner(branch_id=-1, name="Dra. Nadie"))
        assert "Dra. Nadie" not in {one.name for one in clinics().directory().practitioners}


def test_with_redis_down_the_database_answers(app: Flask, within, norte: House) -> None:
    there = app.extensions["redis_client"]
    app.extensions["redis_client"] = connect("redis://127.0.0.1:1/0")
    try:
        with within(norte):
            room = clinics().add_room(AddRoom(branch_id=norte.branch, name="Cubículo 3"))
            assert room in clinics().directory().rooms
    finally:
        app.extensions["redis_client"] = there
        redis_breaker.close()


@pytest.mark.parametrize("thing", ["room", "practitioner", "practitioner's room"])
def test_nothing_is_added_to_another_clinics_branch(within, norte: House, sur: House, thing: str) -> None:
    add = {
        "room": lambda: clinics().add_room(AddRoom(branch_id=sur.branch, name="X")),
        "practitioner": lambda: clinics().add_practitioner(AddPractitioner(branch_id=sur.branch, name="X")),
        "practitioner's room": lambda: clinics().add_practitioner(
            AddPractitioner(branch_id=norte.branch, name="X", room_id=sur.rooms[0])
        ),
    }[thing]
    with within(norte), pytest.raises(NotFound):
        add()


def test_a_practitioners_room_is_of_their_branch(within, norte: House) -> None:
    with within(norte):
        other = clinics().add_branch(AddBranch(name="Puerto"))
        with pytest.raises(RoomElsewhere):
            clinics().add_practitioner(AddPractitioner(branch_id=other.id, name="X", room_id=norte.rooms[0]))


def test_a_slug_is_one_clinics(app: Flask) -> None:
    with app.app_context(), pytest.raises(SlugTaken):
        clinics().create_clinic(CreateClinic(slug="norte", name="Otra"))


def test_an_opening_that_broke_off_is_finished_by_the_next_try(app: Flask) -> None:
    with app.app_context():
        with psycopg.connect(app.config["SETTINGS"].database_operator_url) as connection:
            connection.execute("INSERT INTO clinics.clinic (slug) VALUES ('este')")
        assert clinics().find_clinic("este") is None
        opened = clinics().create_clinic(CreateClinic(slug="este", name="Clínica Este"))
        assert clinics().find_clinic("este") == opened


@pytest.mark.parametrize("statement", ["INSERT INTO clinics.clinic (slug) VALUES ('x')", "DELETE FROM clinics.clinic"])
def test_the_app_role_only_reads_the_registry(app: Flask, statement: str) -> None:
    with (
        psycopg.connect(app.config["SETTINGS"].database_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


@pytest.mark.parametrize("table", ["clinic_profile", "branch", "room", "practitioner", "opening_hours"])
def test_the_operator_does_not_see_into_a_clinics_house(app: Flask, table: str) -> None:
    with app.app_context(), pytest.raises(psycopg.errors.InsufficientPrivilege), as_operator() as connection:
        connection.execute(f"SELECT * FROM clinics.{table}")


@pytest.mark.parametrize(
    "wrong",
    [{"slug": "Norte!"}, {"slug": "-x"}, {"time_zone": "Marte/Olimpo"}, {"currency": "euro"}, {"language": "fr"}],
)
def test_a_clinic_that_cannot_be_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        CreateClinic.model_validate({"slug": "este", "name": "Este", **wrong})


def test_furnishing_is_told(app: Flask, within, norte: House, addresses: Any, process_number: int) -> None:
    with psycopg.connect(addresses.database(f"test_{process_number}", "clinic_portal_app")) as connection:
        connection.execute(f"SET LOCAL app.clinic_id = '{norte.id}'")
        told = connection.execute("SELECT name, payload FROM events.event ORDER BY occurred_at, id").fetchall()
    facts = dict(told)
    assert facts["ClinicCreated"] == {"slug": "norte", "name": "Clínica Norte"}
    assert facts["RoomAdded"] == {"room_id": norte.rooms[1], "branch_id": norte.branch}
    assert facts["PractitionerAdded"] == {"practitioner_id": norte.practitioners[1], "branch_id": norte.branch}


def test_inside_of_no_clinic_there_is_no_house(app: Flask) -> None:
    with app.app_context(), inside(987654321), pytest.raises(NotFound):
        clinics().directory()
