"""The entry of `./dev soak`."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from clinic_portal.cli.soak.desks import Login
from clinic_portal.cli.soak.run import Plan, soak
from clinic_portal.cli.soak.victims import FOUR
from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.home import HOUSE, Home

DEMO = Login("recepcion@norte.example", "clinica-demo")


def furnish(environment: Environment) -> None:
    """The demo's data, by the operator's own command."""
    command = [sys.executable, "-m", "clinic_portal", "seed", "--demo"]
    subprocess.run(command, cwd=HOUSE, env=environment.for_operator(), check=True)


def say(text: str) -> None:
    print(text, flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev soak", description="Kill everything on a schedule while people book.")
    parser.add_argument("--seed", type=int, default=1, help="decides who is killed when (1)")
    parser.add_argument("--minutes", type=float, default=5, help="how long (5)")
    parser.add_argument("--bookings", type=int, default=0, help="how many (300 a minute)")
    parser.add_argument("--kills", type=int, default=0, help="how many (12 a minute)")
    given = parser.parse_args(arguments)
    plan = Plan(
        seed=given.seed,
        bookings=given.bookings or int(300 * given.minutes),
        kills=given.kills or max(5, int(12 * given.minutes)),
        seconds=given.minutes * 60,
        login=DEMO,
        whom=(*FOUR, "web"),
    )
    with tempfile.TemporaryDirectory(prefix="clinic-portal-soak-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        try:
            ledger = soak(plan, home, furnish, say)
        finally:
            Home(home).clear()
    say("\n".join(ledger.lines()))
    for fault in ledger.faults():
        say(f"NOT SO: {fault}")
    return 1 if ledger.faults() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
