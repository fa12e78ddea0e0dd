"""A portal with a connection for each writer of a crowd."""

from collections.abc import Iterator

import pytest
from flask import Flask

from clinic_portal.app import create_app
from clinic_portal.foundation.database import db
from tests.chaos.crowd import WRITERS


@pytest.fixture
def crowd(app: Flask) -> Iterator[Flask]:
    made = create_app(app.config["SETTINGS"].model_copy(update={"pool_size": WRITERS}))
    yield made
    with made.app_context():
        db.engine.dispose()
