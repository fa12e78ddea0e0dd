"""The files of an empty room, by path; `{room}` is its name in code, `{Room}` in class names."""

FILES = {
    "clinic_portal/contracts/{room}.py": '''\
"""The door of {room}; it promises nothing yet."""

from typing import Protocol

VERSION = 1


class {Room}Contract(Protocol):
    """What others may ask of {room}, for the entered clinic."""
''',
    "clinic_portal/contexts/{room}/__init__.py": '''\
"""The room of {room}."""
''',
    "clinic_portal/contexts/{room}/service.py": '''\
"""Keeps what the door of {room} promises."""


class {Room}Service:
    """One short method a promise; each opens the unit of work and hands over to a command or a query."""
''',
    "clinic_portal/blueprints/{room}/__init__.py": '''\
"""The pages of {room}."""
''',
    "clinic_portal/blueprints/{room}/blueprint.py": '''\
"""The address table of {room}."""

from flask import Blueprint

blueprint = Blueprint("{room}", __name__)
''',
    "tests/{room}/__init__.py": '''\
"""What people do with {room}."""
''',
    "tests/{room}/test_room.py": '''\
"""The room of {room} stands, and its door leads there."""

from flask import Flask

from clinic_portal.contexts.{room}.service import {Room}Service
from clinic_portal.contracts.{room} import {Room}Contract
from clinic_portal.foundation.directory import find


def test_the_door_leads_to_the_room(process_app: Flask) -> None:
    with process_app.app_context():
        assert isinstance(find({Room}Contract), {Room}Service)
''',
}

WIRING = "clinic_portal/wiring.py"
# Each pair: the line of wiring that ours come before, and our lines.
INSERTS = (
    (
        "from clinic_portal.foundation.directory import",
        "from clinic_portal.blueprints.{room}.blueprint import blueprint as {room}_pages\n"
        "from clinic_portal.contexts.{room}.service import {Room}Service\n"
        "from clinic_portal.contracts.{room} import {Room}Contract\n",
    ),
    ("    bind(app, NotificationsContract, ", "    bind(app, {Room}Contract, {Room}Service())\n"),
    ("        notifications_pages,", "        {room}_pages,\n"),
)
