"""A name that there is once: the database has the last word, and it becomes a refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from psycopg.errors import UniqueViolation
from sqlalchemy.exc import IntegrityError

from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.work import current_work


@contextmanager
def named_once(refusal: Callable[[], Refusal], *constraints: str) -> Iterator[None]:
    """Around what is written under a name; raises the refusal when one of these constraints says that it is taken."""
    try:
        yield
        current_work().flush()
    except IntegrityError as error:
        if isinstance(error.orig, UniqueViolation) and error.orig.diag.constraint_name in constraints:
            raise refusal() from None
        raise
