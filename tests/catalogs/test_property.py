"""Whatever operators and two clinics do in whatever order, each clinic sees what the obvious model says.

Through the cache, while Redis is killed, wiped and restored at random.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st

from clinic_portal.app import create_app
from clinic_portal.contexts.catalogs.commands import apply_edition
from clinic_portal.foundation.database import db
from clinic_portal.foundation.embedded.valkey import EmbeddedValkey
from clinic_portal.foundation.redis_client import client, redis_breaker
from tests.catalogs.model import Laid
from tests.catalogs.world import World, restored
from tests.stand.servers import Addresses
from tests.stand.settings import portal_settings

CODES = st.sampled_from(["A", "B", "C", "D"])
NAMES = st.sampled_from(["alfa", "beta", "gama", "delta"])
PRICES = st.sampled_from([None, 10, 20])
WHO = st.integers(0, 1)
LAID = st.builds(
    Laid,
    visible=st.sampled_from([True, True, False]),
    alias=st.sampled_from([None, None, "uno", "dos"]),
    price=st.sampled_from([None, None, 30]),
    position=st.sampled_from([None, None, 1, 2]),
    favourite=st.booleans(),
)
STEPS = st.one_of(
    st.tuples(st.just("write"), CODES, NAMES, PRICES),
    st.tuples(st.just("retire"), CODES),
    st.tuples(st.just("import"), st.dictionaries(CODES, NAMES, min_size=1)),
    st.tuples(st.just("edition"), st.dictionaries(CODES, NAMES, min_size=1), st.booleans()),
    st.tuples(st.just("arrange"), WHO, CODES, LAID),
    st.tuples(st.just("hide"), WHO),
    st.tuples(st.just("reset"), WHO),
    st.tuples(st.just("own"), WHO, NAMES),
    st.tuples(st.just("use"), WHO, CODES),
    st.tuples(st.just("settle"), WHO, st.booleans()),
    st.tuples(st.just("undo"), WHO, st.integers(0, 3)),
    st.tuples(st.just("redis"), st.sampled_from(["kill", "wipe", "restore"])),
)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition of four terms is written in several steps."""
    monkeypatch.setattr(apply_edition, "BATCH", 2)


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    tmp_path.chmod(0o755)
    with EmbeddedValkey(tmp_path / "valkey") as server:
        yield server


@pytest.fixture
def portal(app: Flask, valkey: EmbeddedValkey, addresses: Addresses, process_number: int) -> Iterator[Flask]:
    """The portal with a Redis of its own."""
    chosen = portal_settings(addresses, f"test_{process_number}", 0).model_copy(update={"redis_url": valkey.url()})
    portal = create_app(chosen)
    yield portal
    redis_breaker.close()
    with portal.app_context():
        db.engine.dispose()


def empty(addresses: Addresses, number: int) -> None:
    """No terms, no layers, no changes: the world before the first step."""
    url = addresses.admin.rsplit("/", 1)[0] + f"/test_{number}"
    shared = ("term", "term_history", "edition", "edition_row")
    tables = (*shared, "clinic_term_override", "clinic_term", "clinic_term_use", "clinic_catalog_change")
    with psycopg.connect(url) as superuser:
        superuser.execute(f"TRUNCATE {', '.join(f'catalogs.{table}' for table in tables)} CASCADE")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=1, max_size=14))
def test_each_clinic_sees_what_the_obvious_model_says(
    small_batches, portal, valkey, addresses, process_number, norte, sur, steps
):
    empty(addresses, process_number)
    restored(valkey)
    with portal.app_context():
        client().flushall()
        portal.extensions["owed_drops"].clear()
        world = World(portal, valkey, (norte.id, sur.id))
        world.compare()
        for step in steps:
            world.step(*step)
            world.compare()
