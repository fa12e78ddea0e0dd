"""Which uses of a session in a clinic this process has noted lately, so that not every request writes."""

from datetime import datetime, timedelta
from threading import Lock

NOTE_EVERY = timedelta(minutes=1)
MOST = 10_000


class Visits:
    """Each process notes a session's use in a clinic once a minute at most."""

    def __init__(self) -> None:
        self._noted: dict[tuple[int, str], datetime] = {}
        self._lock = Lock()

    def is_due(self, clinic_id: int, digest: str, moment: datetime) -> bool:
        """Whether this use is to be noted; then it counts as noted."""
        key = (clinic_id, digest)
        with self._lock:
            if key in self._noted and moment - self._noted[key] < NOTE_EVERY:
                return False
            if len(self._noted) >= MOST:
                self._noted = {kept: at for kept, at in self._noted.items() if moment - at < NOTE_EVERY}
            self._noted[key] = moment
            return True
