"""A clinic's view is cached and right whatever happens to Redis: cold, wiped, stalled or down."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from clinic_portal.app import create_app
from clinic_portal.contexts.catalogs.service import CatalogsService
from clinic_portal.contracts.catalogs import CatalogKind, TermsOverridden
from clinic_portal.foundation import cache
from clinic_portal.foundation.database import db
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.redis_client import client, redis_breaker
from clinic_portal.foundation.tenancy import HOUSE, inside
from tests.budgets.counting import counting
from tests.catalogs.terms import codes, fill, id_of, laid
from tests.stand.servers import Addresses
from tests.stand.settings import portal_settings

DISEASES = CatalogKind.DISEASES
door = CatalogsService()


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    """A server of one's own, to be stopped and stalled at will."""
    tmp_path.chmod(0o755)
    with EmbeddedValkey(tmp_path / "valkey") as server:
        yield server
        if server.pid:
            os.kill(server.pid, signal.SIGCONT)


@pytest.fixture
def portal(app: Flask, valkey: EmbeddedValkey, addresses: Addresses, process_number: int) -> Iterator[Flask]:
    """The portal with that server for its cache."""
    settings = portal_settings(addresses, f"test_{process_number}", 0).model_copy(update={"redis_url": valkey.url()})
    portal = create_app(settings)
    fill(portal)
    redis_breaker.close()
    yield portal
    redis_breaker.close()
    with portal.app_context():
        db.engine.dispose()


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """What is asked of the database."""
    with app.app_context():
        engine, asked = db.engine, []
    note = lambda _c, _cursor, statement, *_rest: asked.append(statement)  # noqa: E731  # needed twice by name
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def hide(code: str) -> None:
    door.arrange(laid(DISEASES, id_of(door, code), visible=False))


@pytest.mark.parametrize("text", ["", "asma"])
def test_a_page_is_one_statement_cold_and_none_warm(filled, within, norte, statements, text):
    with within(norte):
        cold, asked = codes(door, text), len(statements)
        warm = codes(door, text)
    assert cold == warm
    assert (asked, len(statements)) == (1, 1)


def test_of_many_that_ask_a_cold_cache_at_once_one_asks_the_database(filled, norte, statements):
    ready = threading.Barrier(8)

    def ask(_number: int) -> list[str]:
        with filled.app_context(), inside(norte.id):
            ready.wait()
            return codes(door)

    with ThreadPoolExecutor(8) as desks:
        answers = list(desks.map(ask, range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert len(statements) == 1


def test_where_the_one_that_makes_it_fails_the_next_makes_it(filled, within, norte):
    with within(norte):
        with pytest.raises(ZeroDivisionError):
            cache.clinic_cached("catalogs", "hopeless", lambda: 1 // 0)
        began = time.monotonic()
        assert cache.clinic_cached("catalogs", "hopeless", lambda: 7) == 7
        assert time.monotonic() - began < cache.MAKING / 1000


def test_what_is_typed_alike_is_one_entry(filled, within, norte, statements):
    with within(norte):
        assert codes(door, "Asma") == codes(door, " ásma ")
    assert len(statements) == 1


def test_a_warm_page_is_one_command(filled, within, norte, monkeypatch):
    with within(norte):
        codes(door)
        with counting(monkeypatch) as counts:
            codes(door)
    assert counts.commands == ["MGET"]


def test_a_change_drops_this_clinics_pages_and_no_others(filled, within, norte, sur, statements):
    for house in (norte, sur):
        with within(house):
            codes(door)
    with within(norte):
        hide("I50")
        assert "I50" not in codes(door)
    del statements[:]
    with within(sur):
        assert "I50" in codes(door)
    assert statements == []


def test_an_import_drops_every_clinics_pages(filled, within, norte, sur):
    for house in (norte, sur):
        with within(house):
            codes(door)
    with filled.app_context(), inside(HOUSE):
        cache.drop("catalogs")
    for house in (norte, sur):
        with within(house):
            assert filled.extensions["owed_drops"] == set()
            assert codes(door)


def test_a_change_that_is_rolled_back_drops_nothing(filled, within, norte, statements):
    with within(norte):
        codes(door)
        with pytest.raises(Exception, match="NotFound"):
            door.arrange(laid(DISEASES, 10**9, alias="x"))
        del statements[:]
        codes(door)
    assert statements == []


def test_versions_that_redis_lost_never_name_old_pages(filled, within, norte):
    with within(norte):
        codes(door)
        client().delete(*client().keys("version:*"))
        hide("I50")
        client().delete(*client().keys("version:*"))
        assert "I50" not in codes(door)


def test_a_new_release_is_not_given_the_values_of_the_old_one(filled, tmp_path, monkeypatch):
    prefixes = []
    for text in ("old = 1", "new = 1"):
        (tmp_path / "code.py").write_text(text)
        monkeypatch.setattr(cache, "PACKAGE", tmp_path)
        prefixes.append(cache._edition.__wrapped__())
    assert len(set(prefixes)) == len(prefixes)
    assert f":{cache._edition()}:" in filled.config["CACHE_KEY_PREFIX"]


def test_a_wiped_redis_is_filled_again(portal, norte):
    with portal.app_context(), inside(norte.id):
        seen = codes(door)
        client().flushall()
        hide("I50")
        assert codes(door) == [code for code in seen if code != "I50"]


def test_a_stalled_redis_delays_little_and_a_change_made_meanwhile_shows_afterwards(portal, valkey, norte):
    with portal.app_context(), inside(norte.id):
        seen = codes(door)
        hidden = id_of(door, "I50")
        os.kill(valkey.pid, signal.SIGSTOP)
        assert codes(door) == seen
        door.arrange(laid(DISEASES, hidden, visible=False))
        assert "I50" not in codes(door)
        os.kill(valkey.pid, signal.SIGCONT)
        redis_breaker.close()
        assert "I50" not in codes(door)
        assert "I50" not in codes(door)


def test_a_redis_that_was_down_gives_no_stale_page_when_it_is_back(portal, valkey, norte):
    with portal.app_context(), inside(norte.id):
        seen = codes(door)
        hidden = id_of(door, "I50")
        valkey.stop()
        assert codes(door) == seen
        door.arrange(laid(DISEASES, hidden, visible=False))
        assert "I50" not in codes(door)
        valkey.start()
        redis_breaker.close()
        assert "I50" not in codes(door)


def test_the_outbox_pays_what_a_process_could_not(portal, valkey, norte):
    with portal.app_context(), inside(norte.id):
        codes(door)
        hidden = id_of(door, "I50")
        valkey.stop()
        door.arrange(laid(DISEASES, hidden, visible=False))
        portal.extensions["owed_drops"].clear()
        valkey.start()
        redis_breaker.close()
        assert "I50" in codes(door)
        for listener in (one for one in door.listeners() if one.event is TermsOverridden):
            listener.react(None)
        assert "I50" not in codes(door)
