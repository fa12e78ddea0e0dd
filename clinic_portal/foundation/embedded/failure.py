"""What an embedded server says when it cannot be started."""


class EmbeddedServerError(RuntimeError):
    """A sentence a person can act on; raised instead of a server's own log."""
