"""Write the files of a new room and its lines in wiring; refuse to touch anything that exists."""

import re
import subprocess
import sys
from pathlib import Path

from clinic_portal.cli.room.texts import FILES, INSERTS, WIRING


class RoomRefused(ValueError):
    """Why there can be no room of this name."""


def build(house: Path, room: str) -> list[Path]:
    """Make the room; gives the files that are new or changed."""
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", room):
        raise RoomRefused(f"A room has a plain lower-case name, like laboratory or lab_orders; {room!r} is none.")
    files = {house / path.format(room=room): text for path, text in FILES.items()}
    if existing := [str(file.relative_to(house)) for file in files if file.exists()]:
        raise RoomRefused(f"There is already {', '.join(existing)}")
    wiring = wired((house / WIRING).read_text(), room)
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(filled(text, room))
    (house / WIRING).write_text(wiring)
    return [*files, house / WIRING]


def wired(text: str, room: str) -> str:
    """The wiring with the room bound, and its pages opened, before those of notifications."""
    for place, lines in INSERTS:
        if text.count(place) != 1:
            raise RoomRefused(f"{WIRING} has changed its shape: the line {place.strip()!r} should stand there once.")
        text = text.replace(place, filled(lines, room) + place)
    return text


def filled(text: str, room: str) -> str:
    return text.replace("{room}", room).replace("{Room}", room.title().replace("_", ""))


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("One name, please: ./dev new-context laboratory")
        return 2
    house = Path.cwd()
    try:
        made = build(house, arguments[0])
    except RoomRefused as refusal:
        print(refusal)
        return 1
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([ruff, "check", "--quiet", "--select=I", "--fix", WIRING], check=True)
    print("\n".join(str(file.relative_to(house)) for file in made))
    print("Next: the first promise in the contract, its test in tests/, its table in migrations/versions/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
