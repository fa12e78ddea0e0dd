"""Run every check, also after one failed, so that one run shows all there is to mend."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from clinic_portal.cli.check.locks import lock_complaints
from clinic_portal.cli.check.migrations import migration_complaints

TOOLS = Path(sys.executable).parent


def tool(name: str, *arguments: str) -> Callable[[], str]:
    """A check that is a program: what it printed, or nothing when it found all in order."""

    def complaints() -> str:
        outcome = subprocess.run([TOOLS / name, *arguments], capture_output=True, text=True, check=False)
        return f"{outcome.stdout}{outcome.stderr}" if outcome.returncode else ""

    return complaints


CHECKS: dict[str, Callable[[], str]] = {
    "ruff": tool("ruff", "check", "--quiet", "."),
    "format": tool("ruff", "format", "--check", "--quiet", "."),
    "mypy": tool("mypy"),
    "imports": tool("lint-imports", "--no-cache"),
    "templates": tool("djlint", "templates", "--lint", "--quiet"),
    "migrations": migration_complaints,
    "locks": lock_complaints,
}


def in_order(name: str) -> bool:
    began = time.monotonic()
    complaints = CHECKS[name]().strip()
    print(f"{'FAIL' if complaints else 'ok  '} {name} ({time.monotonic() - began:.1f} s)", flush=True)
    if complaints:
        print(complaints, flush=True)
    return not complaints


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(CHECKS):
        print(f"There is no check {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}.")
        return 2
    failed = [name for name in CHECKS if name in (wanted or CHECKS) and not in_order(name)]
    print(f"Not in order: {', '.join(failed)}" if failed else "All in order.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
