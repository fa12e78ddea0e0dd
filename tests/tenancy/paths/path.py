"""A way to a row: a function of a session inside Clínica Norte; what it gives back must hold nothing of Sur."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

Path = Callable[[Session], Any]
PATHS: dict[str, Path] = {}


def path(reach: Path) -> Path:
    PATHS[reach.__name__] = reach
    return reach
