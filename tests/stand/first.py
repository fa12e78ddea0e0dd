"""Somebody who was a moment earlier: their statement is done and not committed when another begins, who must wait."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg

Done = TypeVar("Done")
PATIENCE = 10.0
_WAITING = """SELECT count(*) FROM pg_locks
    WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"""


def while_waiting(address: str, clinic_id: int, statement: str, act: Callable[[], Done]) -> Done:
    """Do `statement` in the clinic, let `act` run into it, and only then commit; what `act` came to.

    Fails when `act` does not wait: then nothing was raced.
    """
    with psycopg.connect(address) as earlier, ThreadPoolExecutor(1) as threads:
        earlier.execute(f"SET LOCAL app.clinic_id = '{clinic_id}'")
        earlier.execute(statement)
        later = threads.submit(act)
        _until_somebody_waits(address)
        earlier.commit()
        return later.result(PATIENCE)


def _until_somebody_waits(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    with psycopg.connect(address, autocommit=True) as onlooker:
        while time.monotonic() < deadline:
            if onlooker.execute(_WAITING).fetchone() != (0,):
                return
            time.sleep(0.02)
    raise AssertionError("nobody waited")
