"""Page or fragment: the only place that knows how htmx asks and what it understands."""

import json
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request

from clinic_portal.foundation.refusals import Refusal, Throttled

SEE_OTHER = 303


def wants_fragment() -> bool:
    """Whether the answer goes into a page that is already there."""
    return request.headers.get("HX-Request") == "true"


def answer(page: str, fragment: str, status: int = 200, **values: Any) -> Response:
    """The whole page or, for htmx, its fragment."""
    response = make_response(render_template(fragment if wants_fragment() else page, **values), status)
    response.vary.add("HX-Request")
    return response


def fragment(template: str, status: int = 200, **values: Any) -> Response:
    """A fragment, whoever asks."""
    return answer(template, template, status, **values)


def done(outcome: str, then: str, said: str = "", **values: Any) -> Response:
    """After an action: the outcome template for htmx, elsewhere a redirect to `then`; `said` is told either way."""
    if not wants_fragment():
        if said:
            flash(said, "ok")
        return make_response(redirect(then, SEE_OTHER))
    response = fragment(outcome, **values)
    if said:
        tell(response, said)
    return response


def go_to(address: str, said: str = "") -> Response:
    """Leave for another page, from a page or from htmx."""
    if said:
        flash(said, "ok")
    if wants_fragment():
        return Response(headers={"HX-Redirect": address})
    return make_response(redirect(address, SEE_OTHER))


def until_later(response: Response, refusal: Refusal) -> Response:
    """Whoever tries too often is told when to try again, in the page and to programmes."""
    if isinstance(refusal, Throttled):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def tell(response: Response, text: str, kind: str = "ok") -> Response:
    """Show a short message beside what is swapped; `kind` is ok, info, warn or error."""
    trigger = json.loads(response.headers.get("HX-Trigger", "{}"))
    trigger["toast"] = {"text": str(text), "kind": kind}
    response.headers["HX-Trigger"] = json.dumps(trigger)
    return response


def put(response: Response, target: str, swap: str) -> Response:
    """Put the answer somewhere else than the request meant to: `swap` is htmx's word for how."""
    response.headers["HX-Retarget"] = target
    response.headers["HX-Reswap"] = swap
    return response


def signal(response: Response, name: str, **detail: Any) -> Response:
    """Let the page's scripts know that something happened."""
    trigger = json.loads(response.headers.get("HX-Trigger", "{}"))
    trigger[name] = detail
    response.headers["HX-Trigger"] = json.dumps(trigger)
    return response
