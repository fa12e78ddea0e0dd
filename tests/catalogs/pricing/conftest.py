"""An admin at the price lists of a small clinic."""

import pytest

from clinic_portal.contracts.catalogs import CatalogsContract
from clinic_portal.foundation.directory import find
from tests.catalogs.prices import begin, fill
from tests.catalogs.shelf_of_procedures import HTMX
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN


class Inside:
    """The door, entered anew for each call: between them the browser's requests are by themselves."""

    def __init__(self, within, clinic):
        self._within, self._clinic = within, clinic

    def __getattr__(self, name):
        def call(*given, **named):
            with self._within(self._clinic):
                return getattr(find(CatalogsContract), name)(*given, **named)

        return call


@pytest.fixture
def admin(app, browser_of):
    fill(app)
    client = browser_of(ADMIN)
    token = csrf_of(client.get("/c/norte/catalogs").text)
    client.send = lambda path, headers=HTMX, **data: client.post(
        path, data={"csrf_token": token, **data}, headers=headers
    )
    return client


@pytest.fixture
def door(admin, within, norte):
    return Inside(within, norte)


@pytest.fixture
def price_list(door):
    return begin(door)
