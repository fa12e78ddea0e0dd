"""What a study of its own may use: the ground, the portal in this process, the servers, and how long to measure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask

from benchmarks.stand import Ground
from benchmarks.workloads import Scene


@dataclass(frozen=True)
class Bench:
    """`rounds` of `seconds` each is what was asked for; a study may need other lengths and says so."""

    ground: Ground
    app: Flask
    scene: Scene
    rounds: int
    seconds: float


Study = Callable[[Bench], dict[str, Any]]
