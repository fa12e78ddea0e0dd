"""The URL table: a row says method, address, view and need, and nothing else says it again."""

from flask import Blueprint, Flask
from flask.sansio.app import App

from clinic_portal.foundation.web.guard import View, guarded
from clinic_portal.foundation.web.need import Need


def page(blueprint: Blueprint, methods: str, rule: str, view: View, need: Need) -> None:
    """Add a row: `page(patients, "GET", "/c/<clinic>/patients", index.show, needs(Permission.SEE_PATIENTS))`.

    The endpoint is the view's module and name: `patients.index_show`.
    """
    endpoint = f"{view.__module__.rsplit('.', 1)[-1]}_{view.__name__}"
    blueprint.add_url_rule(rule, endpoint, guarded(view, need), methods=methods.split())
    blueprint.record(lambda state: remember(state.app, f"{blueprint.name}.{endpoint}", need))


def remember(app: App, endpoint: str, need: Need) -> None:
    app.extensions.setdefault("needs", {})[endpoint] = need


def needs_by_endpoint(app: Flask) -> dict[str, Need]:
    """What every endpoint declared; an endpoint that is missing here is a hole."""
    found: dict[str, Need] = app.extensions.get("needs", {})
    return found
