"""The entry of `./dev demo`, `./dev run` and `./dev portal`."""

import os
import signal
import sys
import time
from types import FrameType

from clinic_portal.cli.stand import database
from clinic_portal.cli.stand.environment import Environment
from clinic_portal.cli.stand.greeting import greeting
from clinic_portal.cli.stand.home import Home, write_private
from clinic_portal.cli.stand.keys import kept_keys
from clinic_portal.cli.stand.portal import operate
from clinic_portal.cli.stand.refusal import StandRefused
from clinic_portal.cli.stand.servers import Servers
from clinic_portal.cli.stand.stand import Stand, read_port, refuse_taken_port
from clinic_portal.foundation.embedded.ports import choose_port


class Stopped(BaseException):
    """Somebody pressed Ctrl-C or asked the process to end."""


def say(text: str) -> None:
    print(text, flush=True)


def raise_stopped(_number: int, _frame: FrameType | None) -> None:
    # From now on a second Ctrl-C must not tear the orderly end apart.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def stand_up(home: Home, *, demo: bool, fresh: bool) -> None:
    began = time.monotonic()
    port = read_port(os.environ.get("PORT") or "8000")
    with home.taken():
        refuse_taken_port(port)
        if fresh:
            say(f"Starting over in {home.path}")
            home.clear()
        home.make()
        servers = Servers(home)
        try:
            environment = ready_database(home, servers, port=port, demo=demo, fresh=fresh)
            serve(Stand(environment, servers, say), environment, began)
        finally:
            servers.stop()


def ready_database(home: Home, servers: Servers, *, port: int, demo: bool, fresh: bool) -> Environment:
    say("Starting PostgreSQL and Valkey …" if servers.database_is_ours else "Connecting to the database …")
    servers.start()
    stream_port = read_port(os.environ.get("STREAM_PORT") or str(choose_port()))
    environment = Environment(home, kept_keys(home), servers.lord_url, servers.redis_url, port, demo, stream_port)
    if fresh and not servers.database_is_ours:
        database.empty_demo(environment)
    write_private(home / "environment.json", environment.operator_settings())
    database.prepare_roles(environment)
    if demo:
        database.forget_half_made_demo(environment, say)
    database.prepare_tables(environment)
    if demo:
        database.prepare_demo(environment, say)
    return environment


def serve(stand: Stand, environment: Environment, began: float) -> None:
    say("Starting the web server, the worker, the relay with the beat, and the stream …")
    try:
        stand.start()
        say(greeting(environment, time.monotonic() - began))
        stand.watch()
    finally:
        say("\nStopping …")
        stand.stop()


def main(arguments: list[str]) -> int:
    command, options = arguments[0], arguments[1:]
    if command != "portal" and (unknown := set(options) - {"--fresh"}):
        say(f"./dev {command} does not know {' '.join(sorted(unknown))}; its only option is --fresh")
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, raise_stopped)
    try:
        if command == "portal":
            return operate(Home.of_environment(), options)
        stand_up(Home.of_environment(), demo=command == "demo", fresh="--fresh" in options)
    except StandRefused as refusal:
        say(str(refusal))
        return 1
    except Stopped:
        say("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
