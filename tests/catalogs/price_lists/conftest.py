"""A clinic with priced procedures, one list begun."""

import pytest

from clinic_portal.foundation.tenancy import inside
from tests.catalogs.prices import begin, fill


@pytest.fixture
def filled(app):
    fill(app)
    return app


@pytest.fixture
def door(door, norte):
    with inside(norte.id):
        yield door


@pytest.fixture
def mutua(door):
    return begin(door)
