"""Keeps the promises of billing; there are none yet."""

from clinic_portal.contracts.billing import BillingContract


class BillingService(BillingContract):
    """Stands behind the door."""
