"""The table that a run prints, and its JSON."""

import json
from pathlib import Path
from typing import Any

GOALS = {
    "B1": (0.70, 0.60),
    "B2": (0.40, 0.38),
    "B3": (0.60, 0.55),
    "B4": (0.80, 0.85),
    "B5": (1.30, None),
    "B6": (3.00, None),
}


def head() -> str:
    return (
        f"{'':4}{'workload':34}{'CPU':>7}{'goal':>7}{'spread':>15}{'rps':>8}{'goal':>7}"
        f"{'portal ms':>11}{'floor ms':>10}{'portal/s':>10}{'floor/s':>9}"
    )


def line(number: str, name: str, found: dict[str, Any]) -> str:
    cpu, rps = (f"{goal:.2f}" if goal else "–" for goal in GOALS.get(number, (None, None)))
    low, high = found["cpu_spread"]
    return (
        f"{number:4}{name:34}{found['cpu']:7.2f}{cpu:>7}{f'{low:.2f}–{high:.2f}':>15}{found['rps']:8.2f}"
        f"{rps:>7}{found['portal_cpu_ms']:11.2f}{found['floor_cpu_ms']:10.2f}"
        f"{found['portal_rps']:10.0f}{found['floor_rps']:9.0f}"
    )


def told(number: str, name: str, found: dict[str, Any]) -> str:
    """A study's figures, one a line."""
    return "\n".join([f"{number:4}{name}", *(f"    {what}: {value}" for what, value in found.items())])


def write(path: Path, results: dict[str, dict[str, Any]]) -> None:
    path.write_text(json.dumps(results, indent=2) + "\n")
