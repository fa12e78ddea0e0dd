"""Pictures to upload."""

import io

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (80, 40)) -> bytes:
    """A plain one of that kind, teal."""
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind)
    return written.getvalue()
