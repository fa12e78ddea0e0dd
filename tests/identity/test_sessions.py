"""A session lasts while it is used, and is over the moment that somebody ends it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from redis import Redis
from sqlalchemy import event, select, update

from clinic_portal.contexts.identity import session_cache
from clinic_portal.contexts.identity.commands.throw_away_old import throw_away_old
from clinic_portal.contexts.identity.models import UserSession
from clinic_portal.contracts.identity import IdentityContract, JoinClinic, Role
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import db
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import inside
from clinic_portal.foundation.work import work
from tests.identity.conftest import Enter
from tests.stand.cast import DOCTOR, RECEPTIONIST, STRANGER, Cast


class Watch:
    """Counts SQL statements and Redis commands."""

    def __init__(self) -> None:
        self.sql: list[str] = []

    def note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.sql.append(statement)


@pytest.fixture
def watched(app: Flask) -> Any:
    watch = Watch()
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", watch.note)
        yield watch
        event.remove(db.engine, "before_cursor_execute", watch.note)


@pytest.fixture
def redis(app: Flask) -> Redis:
    return app.extensions["redis_client"]


def test_a_warm_session_costs_one_redis_command_and_no_sql(
    identity: IdentityContract, enter: Enter, watched: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = enter(RECEPTIONIST)
    watched.sql.clear()
    asked: list[tuple[Any, ...]] = []
    ask = Redis.execute_command
    monkeypatch.setattr(
        Redis,
        "execute_command",
        lambda redis, *command, **options: (asked.append(command), ask(redis, *command, **options))[1],
    )
    assert identity.find_session(person.session_id) == person
    assert [command[0] for command in asked] == ["MGET"]
    assert watched.sql == []


def test_an_unknown_id_is_nobody(identity: IdentityContract) -> None:
    assert identity.find_session("") is None
    assert identity.find_session("x" * 43) is None


def test_an_ended_session_is_over_at_once(identity: IdentityContract, enter: Enter) -> None:
    person = enter(RECEPTIONIST)
    assert identity.find_session(person.session_id)
    identity.end_session(person.session_id)
    assert identity.find_session(person.session_id) is None


@pytest.mark.usefixtures("without_redis")
def test_with_redis_down_the_database_answers(identity: IdentityContract, enter: Enter) -> None:
    person = enter(RECEPTIONIST)
    assert identity.find_session(person.session_id) == person
    identity.end_session(person.session_id)
    assert identity.find_session(person.session_id) is None


def test_redis_may_lose_everything(identity: IdentityContract, enter: Enter, redis: Redis) -> None:
    person = enter(RECEPTIONIST)
    redis.flushdb()
    assert identity.find_session(person.session_id) == person


def test_whoever_read_an_ended_session_late_does_not_bring_it_back(
    identity: IdentityContract, enter: Enter, app: Flask, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request has read the row; the session is ended; only then the request remembers what it read."""
    person = enter(RECEPTIONIST)
    redis.flushdb()
    late: list[Any] = []
    monkeypatch.setattr(
        "clinic_portal.contexts.identity.commands.resume_session.session_cache.keep", lambda *given: late.append(given)
    )
    assert identity.find_session(person.session_id)
    monkeypatch.undo()
    identity.end_session(person.session_id)
    with app.app_context():
        session_cache.keep(*late[0])
    assert identity.find_session(person.session_id) is None


def test_a_session_that_is_idle_for_too_long_is_over(identity: IdentityContract, enter: Enter) -> None:
    person = enter(RECEPTIONIST)
    with time_machine.travel(now() + timedelta(minutes=59, seconds=30), tick=False):
        assert identity.find_session(person.session_id)
    with time_machine.travel(now() + timedelta(minutes=130), tick=False):
        assert identity.find_session(person.session_id) is None
    assert identity.find_session(person.session_id) is None


def test_using_a_session_keeps_it_open_until_it_is_too_old(identity: IdentityContract, enter: Enter) -> None:
    with time_machine.travel(start := now(), tick=False) as clock:
        person = enter(RECEPTIONIST)
        while now() - start < timedelta(days=13, hours=23, minutes=30):
            clock.shift(timedelta(minutes=50))
            assert identity.find_session(person.session_id), now() - start
        clock.move_to(start + timedelta(days=14))
        assert identity.find_session(person.session_id) is None


def test_a_page_that_is_left_open_keeps_no_session_open(identity: IdentityContract, enter: Enter) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        person = enter(RECEPTIONIST)
        for _minute in range(59):
            clock.shift(timedelta(minutes=1))
            assert identity.find_session(person.session_id, by_itself=True)
        clock.shift(timedelta(minutes=1))
        assert identity.find_session(person.session_id, by_itself=True) is None
        assert identity.find_session(person.session_id) is None


def test_use_between_what_a_page_asks_by_itself_is_noted(identity: IdentityContract, enter: Enter) -> None:
    with time_machine.travel(start := now(), tick=False) as clock:
        person = enter(RECEPTIONIST)
        while now() - start < timedelta(hours=3):
            clock.shift(timedelta(minutes=50))
            assert identity.find_session(person.session_id, by_itself=True), now() - start
            assert identity.find_session(person.session_id), now() - start


@pytest.mark.parametrize("headers", [{"X-Live": "1"}, {}])
def test_the_agendas_own_questions_are_told_from_use(
    browser_of: Any, app: Flask, redis: Redis, headers: dict[str, str]
) -> None:
    client = browser_of(RECEPTIONIST)
    with app.app_context(), work() as session:
        session.execute(update(UserSession).values(seen_at=now() - timedelta(minutes=30)))
    redis.flushdb()
    assert client.get("/c/norte/agenda/board", headers={"HX-Request": "true", **headers}).status_code == 200
    with app.app_context(), work() as session:
        seen = session.scalars(select(UserSession.seen_at)).all()
    assert any(now() - one < timedelta(minutes=1) for one in seen) != bool(headers)


def test_being_seen_is_written_once_a_minute_at_most(identity: IdentityContract, enter: Enter, watched: Watch) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        person = enter(RECEPTIONIST)
        watched.sql.clear()
        for _second in range(150):
            clock.shift(timedelta(seconds=1))
            assert identity.find_session(person.session_id)
    assert sum(statement.startswith("UPDATE identity.user_session") for statement in watched.sql) == 2


def test_the_list_names_open_sessions_newest_first(identity: IdentityContract, enter: Enter) -> None:
    older, newer = enter(RECEPTIONIST), enter(RECEPTIONIST, address="192.0.2.2")
    enter(DOCTOR)
    listed = identity.sessions(older.user_id, older.session_id)
    assert [(one.address, one.current) for one in listed] == [("192.0.2.2", False), ("192.0.2.1", True)]
    identity.end_other_session(older.user_id, listed[0].handle)
    assert identity.find_session(newer.session_id) is None
    assert [one.current for one in identity.sessions(older.user_id, older.session_id)] == [True]


def test_an_idle_session_is_not_listed(identity: IdentityContract, enter: Enter) -> None:
    older = enter(RECEPTIONIST)
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        newer = enter(RECEPTIONIST)
        assert len(identity.sessions(older.user_id, newer.session_id)) == 1


@pytest.mark.parametrize("handle", ["", "no", "00000000-0000-0000-0000-000000000000"])
def test_a_handle_that_is_none_is_not_found(identity: IdentityContract, enter: Enter, handle: str) -> None:
    with pytest.raises(NotFound):
        identity.end_other_session(enter(RECEPTIONIST).user_id, handle)


def test_another_persons_session_is_not_found(identity: IdentityContract, enter: Enter) -> None:
    mine, theirs = enter(RECEPTIONIST), enter(STRANGER)
    handle = identity.sessions(theirs.user_id, theirs.session_id)[0].handle
    with pytest.raises(NotFound):
        identity.end_other_session(mine.user_id, handle)
    assert identity.find_session(theirs.session_id)


def test_a_new_role_is_seen_at_once(identity: IdentityContract, enter: Enter, cast: Cast) -> None:
    person = enter(RECEPTIONIST)
    with inside(cast.sur.id):
        identity.join_clinic(JoinClinic(user_id=person.user_id, role=Role.ADMIN))
    again = identity.find_session(person.session_id)
    assert again
    assert {place.slug: place.role for place in again.memberships} == {"norte": "receptionist", "sur": "admin"}


def test_old_sessions_are_thrown_away(app: Flask, enter: Enter) -> None:
    person = enter(RECEPTIONIST)
    with app.app_context(), time_machine.travel(now() + timedelta(days=91), tick=False), work() as session:
        throw_away_old()
        assert session.scalar(select(UserSession.id).where(UserSession.user_id == person.user_id)) is None
