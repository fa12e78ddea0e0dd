"""Ids that may leave the house: opaque, ordered by time."""

import uuid_utils


def new_id() -> str:
    """A UUIDv7 as 36 characters."""
    return str(uuid_utils.uuid7())
