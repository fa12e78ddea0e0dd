"""A picture from outside, looked at before it is opened and made anew: what we show is nothing but its pixels."""

import hashlib
import io
import warnings
from pathlib import PurePath

from PIL import Image, ImageOps

from clinic_portal.contracts.clinics import BadLogo, ChangeLogo, Logo, LogoTooHeavy, LogoTooLarge

MOST_BYTES = 1024 * 1024
MOST_SIDE = 4_000
SHOWN = (640, 320)
"""Wider or higher pictures are made smaller; sharp enough for the top bar and for paper."""

_KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
_BEGINNINGS = {"PNG": (b"\x89PNG\r\n\x1a\n", b""), "JPEG": (b"\xff\xd8\xff", b""), "WEBP": (b"RIFF", b"WEBP")}
"""How a file of a kind begins: its first bytes, and those from the ninth on."""


def logo_of(upload: ChangeLogo) -> Logo:
    """The picture as a PNG without anything else that was in the file.

    Raises LogoTooHeavy, LogoTooLarge, or BadLogo for what is no picture, or another one than its name says.
    """
    kind = _KINDS.get(PurePath(upload.file_name).suffix.lower())
    if len(upload.content) > MOST_BYTES:
        raise LogoTooHeavy
    if kind is None or not _begins_as(kind, upload.content):
        raise BadLogo
    picture = _pixels(kind, upload.content)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    content = written.getvalue()
    return Logo(
        content=content,
        fingerprint=hashlib.sha256(content).hexdigest()[:16],
        width=picture.width,
        height=picture.height,
    )


def _begins_as(kind: str, content: bytes) -> bool:
    first, ninth = _BEGINNINGS[kind]
    return content.startswith(first) and content[8:].startswith(ninth)


def _pixels(kind: str, content: bytes) -> Image.Image:
    """Opened only as the one kind, measured before any pixel is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            found = Image.open(io.BytesIO(content), formats=[kind])
            if max(found.size) > MOST_SIDE:
                raise LogoTooLarge
            found.draft("RGB", (SHOWN[0] * 2, SHOWN[1] * 2))
            picture = ImageOps.exif_transpose(found).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise LogoTooLarge from None
    except LogoTooLarge:
        raise
    except Exception:  # noqa: BLE001  # a decoder may raise anything at all over a stranger's bytes
        raise BadLogo from None
    picture.thumbnail(SHOWN, Image.Resampling.LANCZOS)
    # A new one: whatever hung on the old picture, words and profiles, stays behind.
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    return bare
