"""Feature flags per clinic through OpenFeature; off unless the clinic has switched them on."""

from collections.abc import Callable
from typing import Any

from openfeature import api
from openfeature.evaluation_context import EvaluationContext
from openfeature.flag_evaluation import FlagResolutionDetails, Reason
from openfeature.provider import AbstractProvider, Metadata

from clinic_portal.foundation.tenancy import current_clinic_id

Lookup = Callable[[], frozenset[str]]
"""Gives the keys that are on in the entered clinic."""


class ClinicFlags(AbstractProvider):
    """OpenFeature's provider over a clinic's set of switched-on keys; every flag is a boolean."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self._lookup = lookup

    def get_metadata(self) -> Metadata:
        return Metadata(name="clinic_flags")

    def resolve_boolean_details(
        self,
        flag_key: str,
        default_value: bool,  # noqa: FBT001  # OpenFeature's signature
        evaluation_context: EvaluationContext | None = None,  # noqa: ARG002  # the entered clinic is the context
    ) -> FlagResolutionDetails[bool]:
        on = flag_key in self._lookup()
        return FlagResolutionDetails(value=on or default_value, reason=Reason.TARGETING_MATCH if on else Reason.DEFAULT)

    def _only_booleans(self, flag_key: str, *_: Any) -> Any:
        raise TypeError(f"{flag_key}: a clinic's flag is on or off")

    resolve_string_details = _only_booleans  # type: ignore[assignment]  # never returns
    resolve_integer_details = _only_booleans  # type: ignore[assignment]  # never returns
    resolve_float_details = _only_booleans  # type: ignore[assignment]  # never returns
    resolve_object_details = _only_booleans  # type: ignore[assignment]  # never returns


def use(lookup: Lookup) -> None:
    api.set_provider(ClinicFlags(lookup))


def is_on(key: str) -> bool:
    """Whether the entered clinic has switched the flag on."""
    return api.get_client().get_boolean_value(key, False, EvaluationContext(targeting_key=str(current_clinic_id())))
