"""What may be written down about a failure: its name and what is surely nobody's secret, never an error's own text."""

from sqlalchemy.exc import DBAPIError


def told(error: Exception) -> str:
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
