"""Everybody who listens: a large crowd comes and goes without holding up the loop."""

import time
from dataclasses import replace
from unittest.mock import sentinel

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.live.passes import Pass
from workers.stream.crowd import Crowd
from workers.stream.listener import Listener

MANY, SECONDS = 10_000, 1.0
"""Where each who comes or goes is a count of all, these take five seconds."""
TODAY = now().date()
SOMEBODY = Pass(clinic_id=7, of="agenda", first=TODAY, last=TODAY, holder="", signed_in=True)


def test_many_come_and_go_as_fast_as_one_after_the_other() -> None:
    listeners = [Listener(replace(SOMEBODY, holder=str(n)), sentinel.transport, until=0) for n in range(MANY)]
    crowd, began = Crowd(), time.process_time()
    for listener in listeners:
        crowd.join(listener)
    assert (len(crowd), crowd.held_by("0")) == (MANY, 1)
    for listener in listeners:
        crowd.leave(listener)
    assert (len(crowd), crowd.held_by("0")) == (0, 0)
    assert time.process_time() - began < SECONDS
