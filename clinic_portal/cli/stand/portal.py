"""`./dev portal …`: the operator's commands, told about the portal of this home, whether it runs now or not."""

import json
import subprocess
import sys
from contextlib import ExitStack

from clinic_portal.cli.stand.environment import Environment, inherited
from clinic_portal.cli.stand.home import HOUSE, Home
from clinic_portal.cli.stand.keys import kept_keys
from clinic_portal.cli.stand.refusal import StandRefused
from clinic_portal.cli.stand.servers import Servers


def operate(home: Home, arguments: list[str]) -> int:
    if not (home / "environment.json").exists():
        raise StandRefused(f"There is no portal in {home.path} yet: ./dev demo, or ./dev run")
    known = json.loads((home / "environment.json").read_text())
    with ExitStack() as stack:
        if not home.is_taken():
            stack.enter_context(home.taken())
            known = _woken(home, known, stack)
        command = [sys.executable, "-m", "clinic_portal", *arguments]
        return subprocess.run(command, cwd=HOUSE, env=inherited() | known, check=False).returncode


def _woken(home: Home, known: dict[str, str], stack: ExitStack) -> dict[str, str]:
    """Start the sleeping portal's servers for the time of one command."""
    servers = Servers(home)
    stack.callback(servers.stop)
    servers.start()
    port, demo = int(known["PORT"]), known["DEMO"] == "1"
    return Environment(home, kept_keys(home), servers.lord_url, servers.redis_url, port, demo).operator_settings()
