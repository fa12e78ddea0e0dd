"""What may be written down about a failure: its name and what is surely nobody's secret, never an error's own text."""

import traceback

from sqlalchemy.exc import DBAPIError


def told(error: BaseException) -> str:
    """The error in a line for operators.

    An error's text may quote a patient: a violated constraint prints the row. An error that has something harmless to
    say carries it as `public`.
    """
    name = type(error).__name__
    said = _database_says(error) if isinstance(error, DBAPIError) else str(getattr(error, "public", ""))
    return f"{name}: {said}" if said else name


def _database_says(error: DBAPIError) -> str:
    """PostgreSQL's name for the failure and the constraint, if there is one."""
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    return " ".join(part for part in (type(error.orig).__name__, constraint) if part)


def whereabouts(error: BaseException) -> list[str]:
    """Where it happened, innermost last, and through which errors it came: file, line and function, never a value."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [*whereabouts(before), f"then {type(error).__name__}", *frames] if before else frames
