"""A command that is refused ends with a sentence, not with a stack trace."""

from typing import Any

import click
from pydantic import ValidationError

from clinic_portal.foundation.refusals import Refusal


class PlainGroup(click.Group):
    """A group of commands whose refusals are said in plain words."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException(str(refusal.message)) from refusal
        except ValidationError as error:
            raise click.ClickException(_said(error)) from error


def _said(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
