"""The dev mail box: what would leave the house is kept as one JSON file a message."""

import tempfile
from pathlib import Path

from clinic_portal.contexts.notifications.gateways.gateway import Message, Receipt
from clinic_portal.contracts.notifications import MailboxMessage
from clinic_portal.foundation.clock import now


class MailboxGateway:
    """Keeps messages in a folder, named by their keys: the second with the same key changes nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Message) -> Receipt:
        place = self._folder / f"{message.key}.json"
        if not place.exists():
            kept = message.model_dump(exclude={"sender"})
            _write(place, MailboxMessage(**kept, at=now()).model_dump_json(indent=2))
        return Receipt(provider_id=message.key)

    def messages(self, limit: int) -> tuple[MailboxMessage, ...]:
        """The newest of what was kept, newest first."""
        files = sorted(self._folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)[:limit]
        kept = (MailboxMessage.model_validate_json(file.read_text()) for file in files)
        return tuple(sorted(kept, key=lambda message: message.at, reverse=True))


def _write(place: Path, text: str) -> None:
    """All of it or nothing: a reader never meets half a message."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=place.parent, suffix=".new", delete=False) as half:
        half.write(text)
    Path(half.name).replace(place)
