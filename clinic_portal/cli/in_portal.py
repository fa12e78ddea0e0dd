"""A command that runs in the portal, and ends with a sentence instead of a traceback."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import psycopg
from flask.cli import with_appcontext
from flask_babel import force_locale
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from clinic_portal.foundation.refusals import Refusal


def in_portal(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command's function; it gets the portal's application context, and English sentences."""

    @with_appcontext
    @wraps(command)
    def run(**values: Any) -> Any:
        with force_locale("en"):
            try:
                return command(**values)
            except Refusal as refusal:
                said = dict.fromkeys(map(str, (refusal.message, *refusal.fields.values())))
                raise click.ClickException(" ".join(said)) from None
            except ValidationError as error:
                raise click.ClickException(_said(error)) from None
            except (psycopg.OperationalError, OperationalError):
                raise click.ClickException("PostgreSQL does not answer; the command doctor says more") from None

    return run


def _said(error: ValidationError) -> str:
    """What is wrong with which value, without the value."""
    return "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
