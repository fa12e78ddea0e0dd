"""Django's own tables in a schema of their own, and somebody who signs in: run once before the server starts."""

import os

import django
import django.contrib.auth
from django.core.management import call_command
from django.db import connection

from benchmarks.visitor import EMAIL, PASSWORD


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.django_plain.settings"
    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS django_plain")
    call_command("migrate", verbosity=0)
    _hire()


def _hire() -> None:
    # Only after `setup` are there users.
    users = django.contrib.auth.get_user_model().objects
    if not users.filter(username=EMAIL).exists():
        users.create_user(EMAIL, EMAIL, PASSWORD)


if __name__ == "__main__":
    main()
