"""The door of inventory and purchasing; it promises nothing yet."""

from typing import Protocol

VERSION = 1


class InventoryContract(Protocol):
    """Items, stock and movements of the entered clinic."""
