"""Keeps the promises of inventory; there are none yet."""

from clinic_portal.contracts.inventory import InventoryContract


class InventoryService(InventoryContract):
    """Stands behind the door."""
