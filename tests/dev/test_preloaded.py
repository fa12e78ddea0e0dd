"""What the web server has at hand before it forks may be shared: no thread runs and nothing is open in it yet."""

import subprocess
import sys

from clinic_portal.cli.serve import web_command
from clinic_portal.cli.stand.home import HOUSE

LOOK = """
import os, threading
from clinic_portal.wiring import warm
before = len(os.listdir("/proc/self/fd"))
import clinic_portal.app, workers.web
warm()
print(threading.active_count(), len(os.listdir("/proc/self/fd")) - before)
"""
TWINS = """
import os, sys
import clinic_portal.app
from clinic_portal.foundation.ids import new_id
for _ in range(2):
    if os.fork() == 0:
        print(new_id()[-12:], flush=True)
        os._exit(0)
    os.wait()
"""


def said(program: str) -> list[str]:
    told = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True)
    return told.stdout.split()


def test_nothing_runs_and_nothing_is_open_before_the_fork() -> None:
    assert said(LOOK) == ["1", "0"]


def test_two_workers_make_different_ids() -> None:
    assert len(set(said(TWINS))) == 2


def test_the_server_is_granian_with_the_portal_at_hand() -> None:
    assert web_command("127.0.0.1", 8000)[:3] == [sys.executable, "-m", "workers.web"]
