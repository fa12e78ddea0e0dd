"""A session's handle as it comes from an address."""

from uuid import UUID

from clinic_portal.foundation.refusals import NotFound


def handle_of(text: str) -> str:
    """Raises NotFound for what no session can have."""
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFound from None
