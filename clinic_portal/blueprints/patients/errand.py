"""What somebody was doing when they needed a patient, and the way back to it with the patient in hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import g, url_for

from clinic_portal.blueprints.patients.forms import INLINE

_OURS = frozenset({"csrf_token", "q", "find", "back", "patient_id", "inline"})


@dataclass(frozen=True)
class Errand:
    """`back` is a page of this clinic that takes `patient_id`, `kept` what was already filled in there."""

    back: str
    kept: tuple[tuple[str, str], ...]

    def with_patient(self, patient_id: int) -> str:
        return f"{self.back}?{urlencode([*self.kept, ('patient_id', patient_id)])}"

    def passed_on(self, endpoint: str, **values: str) -> str:
        """Another of our pages, on the same errand."""
        return f"{url_for(endpoint)}?{urlencode([('back', self.back), *self.kept, *values.items()])}"


def find_errand(values: Mapping[str, str]) -> Errand | None:
    """The errand that an address or a form tells of; None when it would lead out of this clinic."""
    back = values.get("back", "")
    if not back.startswith(f"/c/{g.clinic.slug}/") or "?" in back or "#" in back:
        return None
    kept = tuple((name, value) for name, value in values.items() if name not in _OURS and not name.startswith(INLINE))
    return Errand(back, kept)
