"""A far door: a contract kept by another process, asked over HTTP as if it were here."""

from typing import Any, TypeVar, cast

import httpx
import structlog

from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.breaker import BreakerOpen, breaker
from clinic_portal.foundation.promises import Promise, context_of, promises, unpack_refusal, version_of
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.telemetry.traces import current_traceparent, span
from clinic_portal.foundation.tenancy import current_scope

Door = TypeVar("Door")
CLINIC, ACTOR = "X-Clinic-Id", "X-Actor-Id"


class Unanswered(RuntimeError):
    """The other process is down, too slow, left alone by the breaker, or speaks another version of the contract."""


def far(contract: type[Door], base_url: str, timeout: float) -> Door:
    """A service that forwards each promise of `contract` to `base_url`; `timeout` in seconds bounds each wait.

    Refusals come back as the same exceptions; anything else that goes wrong is Unanswered. Nothing is sent twice.
    """
    caller = _Caller(contract, base_url, timeout)
    methods = {name: _forwarding(caller, promise) for name, promise in promises(contract).items()}
    return cast(Door, type(f"Far{contract.__name__}", (), methods)())


def address(contract: type, method: str) -> str:
    """The path of a promise: `/services/catalogs/v1/terms`."""
    return f"/services/{context_of(contract)}/v{version_of(contract)}/{method}"


class _Caller:
    """One contract's connections and its breaker."""

    def __init__(self, contract: type, base_url: str, timeout: float) -> None:
        self._contract = contract
        self._http = httpx.Client(base_url=base_url, timeout=timeout)
        self._breaker = breaker(f"service-{context_of(contract)}")

    def ask(self, promise: Promise, content: str) -> Any:
        try:
            response = self._post(address(self._contract, promise.name), content)
        except (httpx.HTTPError, BreakerOpen) as error:
            raise Unanswered(f"{promise.name}: {type(error).__name__}") from error
        if response.is_success:
            return promise.answer.validate_json(response.content)
        raise self._refusal(promise, response)

    def _post(self, path: str, content: str) -> httpx.Response:
        """Only what no refusal explains counts as a failure of the other process."""
        # Not `call`, which lets one thread through at a time.
        with span(f"POST {path}"), self._breaker.calling():
            response = self._http.post(path, content=content, headers=_headers())
            if response.is_server_error:
                response.raise_for_status()
            return response

    def _refusal(self, promise: Promise, response: httpx.Response) -> Refusal:
        if response.headers.get("Content-Type") != "application/json" or "refusal" not in (said := response.json()):
            raise Unanswered(f"{promise.name}: status {response.status_code}")
        return unpack_refusal(self._contract, said)


def _forwarding(caller: _Caller, promise: Promise) -> Any:
    def forward(self: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG001  # a method, whose object holds nothing
        return caller.ask(promise, promise.pack(*args, **kwargs))

    return forward


def _headers() -> dict[str, str]:
    """The clinic, the person and the trace travel along."""
    headers = {
        "Content-Type": "application/json",
        CLINIC: current_scope().clinic_id,
        ACTOR: current_actor_id(),
        "traceparent": current_traceparent(),
        "X-Request-Id": structlog.contextvars.get_contextvars().get("request_id"),
    }
    return {name: str(value) for name, value in headers.items() if value is not None}
