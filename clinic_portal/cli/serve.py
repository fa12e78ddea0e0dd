"""The web server's command line, sized for the machine: `python -m clinic_portal.cli.serve` becomes that server."""

import os
import sys

from clinic_portal.cli.sizing import THREADS, web_workers

# Measured with 2,000 kept-alive connections: with granian's own defaults half of them were left unserved.
_QUEUES = ("--backlog", "8192", "--backpressure", "4096")
LAST_SECONDS = 8


def web_command(host: str, port: int) -> list[str]:
    granian = [sys.executable, "-m", "workers.web"]
    size = ["--workers", str(web_workers()), "--blocking-threads", str(THREADS), *_QUEUES]
    quiet = ["--no-ws", "--no-access-log", "--log-level", "warning"]
    # An idle browser's open connection must not hold up the end; requests under way have these seconds.
    ends = ["--respawn-failed-workers", "--workers-kill-timeout", str(LAST_SECONDS)]
    place = ["--interface", "wsgi", "--host", host, "--port", str(port)]
    return [*granian, *place, *size, *quiet, *ends, "wsgi:application"]


if __name__ == "__main__":
    command = web_command(os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT") or 8000))
    os.execv(command[0], command)  # noqa: S606  # becomes the server, so that signals reach it
