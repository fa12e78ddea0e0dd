"""The URL table: a row says method, address, view and need, and nothing else says it again."""

from typing import Any

from flask import Blueprint, Flask
from flask.sansio.app import App
from werkzeug.routing import IntegerConverter

from clinic_portal.foundation.web.guard import View, guarded
from clinic_portal.foundation.web.need import Need


class RowId(IntegerConverter):
    """`<int:…>` in an address: what a row's id can be; a greater number, or one in other digits, names nothing."""

    regex = "[0-9]+"

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **{"max": 2**63 - 1, **options})


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowId


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
