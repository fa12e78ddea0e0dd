"""The secrets of one home, made once: the key that signs cookies, and a password for each database role."""

import json
import secrets
from dataclasses import dataclass

from clinic_portal.cli.stand.home import Home, write_private
from clinic_portal.foundation.roles import ROLES


@dataclass(frozen=True, slots=True)
class Keys:
    """What `secrets.json` holds."""

    secret_key: str
    database_passwords: dict[str, str]


def kept_keys(home: Home) -> Keys:
    record = home / "secrets.json"
    if not record.exists():
        passwords = {role: secrets.token_urlsafe(24) for role in ROLES}
        write_private(record, {"secret_key": secrets.token_urlsafe(48), "database_passwords": passwords})
    return Keys(**json.loads(record.read_text()))
