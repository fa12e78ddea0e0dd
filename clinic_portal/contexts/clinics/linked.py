"""Which user a practitioner is: the database has the last word on whose the user is, and on their being another's."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import ForeignKeyViolation
from sqlalchemy.exc import IntegrityError

from clinic_portal.contracts.clinics import UnknownUser, UserLinked
from clinic_portal.foundation.naming import named_once


@contextmanager
def linked() -> Iterator[None]:
    """Around what is written of a practitioner; raises UserLinked or UnknownUser."""
    try:
        with named_once(UserLinked, "uq_practitioner_clinic_id_user_id"):
            yield
    except IntegrityError as error:
        violated = isinstance(error.orig, ForeignKeyViolation) and error.orig.diag.constraint_name
        if violated == "across_practitioner_user_id":
            raise UnknownUser from None
        raise
