"""Keeps the promises of billing; there are none yet."""


class BillingService:
    """Stands behind `BillingContract`."""
