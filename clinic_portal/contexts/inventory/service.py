"""Keeps the promises of inventory; there are none yet."""


class InventoryService:
    """Stands behind `InventoryContract`."""
