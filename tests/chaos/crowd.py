"""Sixteen desks at one moment, and what the database says of it afterwards."""

import threading
from collections.abc import Callable

import psycopg
from flask import Flask

from tests.stand.servers import Addresses

WRITERS = 16


def all_at_once(attempt: Callable[[int, int], None], slots: int) -> None:
    """Every writer tries every slot, all of them at the same moment."""
    start = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        for number in range(slots):
            start.wait()
            attempt(writer, number)

    writers = [threading.Thread(target=write, args=[writer]) for writer in range(WRITERS)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()


def lord(app: Flask, addresses: Addresses) -> psycopg.Connection:
    """The database as its owner's owner sees it."""
    name = app.config["SETTINGS"].database_url.rsplit("/", 1)[1]
    return psycopg.connect(addresses.admin.rsplit("/", 1)[0] + f"/{name}", autocommit=True)


def deadlocks(app: Flask, addresses: Addresses) -> int:
    with lord(app, addresses) as connection:
        found = connection.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return found.fetchone()[0]
