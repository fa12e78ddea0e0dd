"""Pictures to upload."""

import io

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (80, 40)) -> bytes:
    """A plain one of that kind, teal."""
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind)
    return written.getvalue()


def photograph(tag: bytes) -> bytes:
    """A JPEG lying on its side whose metadata has words under this tag of TIFF, two bytes, where a number belongs."""
    exif, written = Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x010F] = 6, "Camera of somebody"
    Image.new("RGB", (60, 30), "teal").save(written, "JPEG", exif=exif)
    return written.getvalue().replace(b"\x01\x0f\x00\x02", tag + b"\x00\x02", 1)
