"""Signs of life for those who run the portal: alive, ready, and the metrics."""

import hmac

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from clinic_portal.foundation.database.readiness import database_lacks
from clinic_portal.foundation.redis_client import Gone, client
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.telemetry.metrics import exposition
from clinic_portal.foundation.web.need import machine
from clinic_portal.foundation.web.urls import page

health = Blueprint("health", __name__)


def alive() -> ResponseReturnValue:
    """The process lives; nothing else is asked."""
    return jsonify(status="alive")


def ready() -> ResponseReturnValue:
    """Whether pages can be served, and by name what is missing."""
    missing = [*database_lacks(current_app.config["SETTINGS"].database_url), *_redis_lacks()]
    return jsonify(status="not ready" if missing else "ready", missing=missing), 503 if missing else 200


def metrics() -> ResponseReturnValue:
    """Prometheus' text; with the metrics token, or open in demo mode."""
    settings = current_app.config["SETTINGS"]
    token = settings.metrics_token.get_secret_value()
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.demo and not (token and hmac.compare_digest(given.encode(), token.encode())):
        raise NotFound
    return Response(exposition(), mimetype="text/plain; version=0.0.4")


def _redis_lacks() -> list[str]:
    try:
        client().ping()
    except Gone:
        return ["redis: unreachable"]
    return []


page(health, "GET", "/healthz", alive, machine("tells a supervisor that the process lives"))
page(health, "GET", "/readyz", ready, machine("tells a balancer whether to send requests"))
page(health, "GET", "/metrics", metrics, machine("guarded by a token of its own"))
