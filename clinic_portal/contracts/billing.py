"""The door of billing and payments; it promises nothing yet."""

from typing import Protocol

VERSION = 1


class BillingContract(Protocol):
    """Orders, invoices and payments of the entered clinic."""
