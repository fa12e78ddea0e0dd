"""Whether the names and phones that the agenda shows are still the same: the version of the clinic's patient cards."""

from clinic_portal.contexts.agenda.stamps import drop_beside
from clinic_portal.foundation.cache import version
from clinic_portal.foundation.work import after_commit

REGION = "patient-cards"


def stamp() -> str:
    """Another one as soon as any patient of the clinic has; empty without Redis."""
    return version(REGION)


def touch_after_commit() -> None:
    after_commit(lambda: drop_beside(REGION))
