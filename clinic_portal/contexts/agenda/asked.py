"""How many appointments wait for the clinic's answer: cached, and counted anew after one is asked for or answered."""

from clinic_portal.contexts.agenda import stamps
from clinic_portal.foundation.cache import version
from clinic_portal.foundation.work import after_commit

REQUESTS = "agenda-requests"


def stamp() -> str:
    """The version of the count: another one as soon as it may be another; empty without Redis."""
    return version(REQUESTS)


def count_anew() -> None:
    after_commit(lambda: stamps.drop_beside(REQUESTS))
