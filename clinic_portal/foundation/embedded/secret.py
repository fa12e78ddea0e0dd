"""A password that is made once and kept in a file only its owner reads."""

import os
import secrets
from pathlib import Path


def kept_secret(record: Path) -> str:
    if record.exists():
        return record.read_text()
    value = secrets.token_urlsafe(24)
    with os.fdopen(os.open(record, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(value)
    return value
