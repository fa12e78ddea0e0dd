"""Switch a feature on or off for a clinic, as an operator."""

from clinic_portal.contexts.clinics import registry
from clinic_portal.contracts.clinics import ClinicVerb, Flag, UnknownFlag
from clinic_portal.foundation.record import recorded

_UPSERT = """
    INSERT INTO clinics.feature_flag (clinic_id, key, switched_on, changed_at) VALUES (%s, %s, %s, now())
    ON CONFLICT (clinic_id, key) DO UPDATE SET switched_on = excluded.switched_on, changed_at = excluded.changed_at"""


def switch_flag(slug: str, key: str, *, on: bool) -> int | None:
    """The clinic's id, None when it stood so already; raises NotFound or UnknownFlag. What is so already is no deed."""
    if key not in set(Flag):
        raise UnknownFlag
    with recorded(ClinicVerb.SWITCH_FLAG, thing=key) as doing:
        entry = registry.get_clinic(doing.link, slug, locked=True)
        doing.about = entry.id
        doing.link.execute(_UPSERT, [entry.id, key, on])
        doing.tell({"on": key in entry.flags}, {"on": on})
        return entry.id if (key in entry.flags) != on else None
