"""The foundation without contexts, for each test on a fresh database, with listeners that the test brings."""

from collections.abc import Iterator

import pytest
from flask import Flask

from clinic_portal.foundation.redis_client import client
from tests.stand.bare import bare_portal, opened, settings_on
from tests.stand.servers import TEMPLATE, Addresses, create_database, drop_database


@pytest.fixture
def database(addresses: Addresses, process_number: int) -> Iterator[str]:
    """A migrated, empty database of its own."""
    create_database(addresses, name := f"foundation_{process_number}", TEMPLATE)
    yield name
    drop_database(addresses, name)


@pytest.fixture
def bare(addresses: Addresses, database: str, process_number: int) -> Iterator[Flask]:
    """The foundation, inside its context, with an empty Redis."""
    settings = settings_on(addresses, database, process_number, pool_size=8)
    with opened(bare_portal(settings)) as app:
        client().flushdb()
        yield app
