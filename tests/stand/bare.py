"""The foundation without a house on it: an app with database, Redis, cache and subscriptions, and no context."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from clinic_portal.foundation import cache, redis_client
from clinic_portal.foundation.database.engine import db, engine_options, sqlalchemy_url
from clinic_portal.foundation.events.subscriptions import init_app as open_subscriptions
from clinic_portal.foundation.settings import Settings
from tests.stand.servers import Addresses


def settings_on(addresses: Addresses, database: str, redis_number: int, **others: object) -> Settings:
    """Settings of a portal under test: a database and a Redis number of its own."""
    environment = {name.lower(): value for name, value in addresses.environment(database).items()}
    given = {
        **environment,
        "redis_url": f"{addresses.redis.rsplit('/', 1)[0]}/{redis_number}",
        "clinic_portal_home": Path(addresses.home),
        "secure_cookies": False,
        **others,
    }
    return Settings(**given)


def bare_portal(settings: Settings) -> Flask:
    app = Flask("bare_portal")
    app.config.update(
        SETTINGS=settings,
        SQLALCHEMY_DATABASE_URI=sqlalchemy_url(settings.database_url),
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.pool_size),
    )
    for extension in (db, redis_client, cache):
        extension.init_app(app)
    open_subscriptions(app)
    return app


@contextmanager
def opened(app: Flask) -> Iterator[Flask]:
    """The app's context; its connections are closed at the end, so that the database can be dropped."""
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
