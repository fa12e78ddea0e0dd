"""Build the application: settings, extensions, rooms and pages, put together once."""

import structlog
from flask import Flask
from flask_compress import Compress
from flask_login import LoginManager
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from clinic_portal import wiring
from clinic_portal.blueprints.identity import current, reception, visitor
from clinic_portal.contracts.clinics import ClinicsContract
from clinic_portal.foundation import cache, redis_client, settings
from clinic_portal.foundation.database.engine import db, engine_options, sqlalchemy_url
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events.subscriptions import init_app as init_events
from clinic_portal.foundation.settings import Settings
from clinic_portal.foundation.telemetry import logs, traces
from clinic_portal.foundation.web import (
    drawn,
    errors,
    filters,
    guard,
    headers,
    languages,
    legible,
    live,
    shared,
    sizes,
    still,
    unchanged,
    urls,
)
from clinic_portal.foundation.web.health import health
from clinic_portal.foundation.web.need import public
from clinic_portal.foundation.web.observe import Portal
from clinic_portal.foundation.web.quick_templates import quicken

ROOT = settings.ROOT
log = structlog.get_logger()


def create_app(given: Settings | None = None) -> Flask:
    """The portal, or the one context that SERVE names; without `given` the settings come from the environment."""
    chosen = given or settings.load()
    logs.configure(chosen.log_level)
    traces.configure(chosen.otlp_endpoint)
    app = Portal("clinic_portal", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    _configure(app, chosen)
    _extend(app, chosen)
    wiring.wire(app)
    app.register_blueprint(health)
    if chosen.serve == "all":
        _open_pages(app)
    return app


def _configure(app: Flask, chosen: Settings) -> None:
    app.config.update(
        SETTINGS=chosen,
        SECRET_KEY=chosen.secret,
        SQLALCHEMY_DATABASE_URI=sqlalchemy_url(chosen.database_url),
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(chosen.pool_size),
        SESSION_COOKIE_NAME=chosen.session_cookie,
        SESSION_COOKIE_SECURE=chosen.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        COMPRESS_LEVEL=1,
        COMPRESS_ALGORITHM=["gzip"],
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if chosen.quick_templates:
        quicken(app.jinja_env)


def _extend(app: Flask, chosen: Settings) -> None:
    db.init_app(app)
    redis_client.init_app(app)
    live.init_app(app)
    unchanged.init_app(app)
    shared.init_app(app)
    cache.init_app(app)
    init_events(app)
    Compress(app)
    languages.init_app(app)
    filters.init_app(app)
    still.init_app(app)
    drawn.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    sizes.init_app(app)
    legible.init_app(app)
    # Flask is wrapped by putting the layer in the place of its method.
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=str(ROOT / "static"), prefix="static/", max_age=3600)  # type: ignore[method-assign]  # as said above
    if chosen.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=chosen.trusted_proxies, x_proto=chosen.trusted_proxies)  # type: ignore[method-assign]  # as said above


def _open_pages(app: Flask) -> None:
    sign_in = LoginManager(app)
    sign_in.session_protection = None
    sign_in.user_loader(visitor.load)
    urls.init_app(app)
    urls.remember(app, "static", public("style sheets, scripts and icons"))
    app.jinja_env.globals["current"] = current.Current()
    guard.init_app(
        app,
        guard.Reception(
            find_clinic=lambda slug: find(ClinicsContract).find_clinic(slug),
            ask_sign_in=reception.ask_sign_in,
        ),
    )
    for blueprint in wiring.blueprints():
        app.register_blueprint(blueprint)
