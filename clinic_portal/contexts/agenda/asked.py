"""How many appointments wait for the clinic's answer: cached, and counted anew after one is asked for or answered."""

from clinic_portal.foundation.cache import drop
from clinic_portal.foundation.work import after_commit

REQUESTS = "agenda-requests"


def count_anew() -> None:
    after_commit(lambda: drop(REQUESTS))
