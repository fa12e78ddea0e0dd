"""Whether what stands in the way is to be overruled; only who may overbook can wish it."""

from flask import g, request
from flask_login import current_user

from clinic_portal.contracts.identity import Permission
from clinic_portal.foundation.refusals import NotAllowed


def wants_anyway() -> bool:
    """The button `anyway` was pressed; raises NotAllowed for whoever may not overbook."""
    if not request.form.get("anyway"):
        return False
    if not current_user.may(g.clinic.id, Permission.OVERBOOK):
        raise NotAllowed
    return True
