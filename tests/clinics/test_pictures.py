"""What is shown of an upload is nothing but its pixels; what is no picture, or would be too many, is refused."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, PngImagePlugin

from clinic_portal.contexts.clinics.pictures import MOST_BYTES, SHOWN, logo_of
from clinic_portal.contracts.clinics import BadLogo, ChangeLogo, LogoTooHeavy, LogoTooLarge
from tests.clinics.uploads import photograph, picture


def made(name: str, content: bytes):
    return logo_of(ChangeLogo(file_name=name, content=content))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "kind"), [("l.png", "PNG"), ("l.PNG", "PNG"), ("l.jpg", "JPEG"), ("l.jpeg", "JPEG"), ("l.webp", "WEBP")]
)
def test_pictures_of_the_known_kinds_become_a_png(name: str, kind: str):
    logo = made(name, picture(kind, (300, 100)))
    assert (logo.width, logo.height) == (300, 100)
    assert opened(logo.content).format == "PNG"
    assert opened(logo.content).convert("RGB").getpixel((5, 5))[1] > 90


def test_what_is_too_large_to_show_is_made_smaller_in_shape():
    logo = made("l.png", picture("PNG", (2000, 500)))
    assert (logo.width, logo.height) == (SHOWN[0], SHOWN[0] // 4)


def test_what_hangs_on_a_picture_stays_behind():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<script>alert(1)</script>")
    written = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(written, "PNG", pnginfo=words)
    polyglot = written.getvalue() + b"<html><script>alert(2)</script></html>"
    logo = made("l.png", polyglot)
    assert b"script" not in logo.content
    assert opened(logo.content).info == {}


def test_a_photograph_loses_its_place_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of somebody"
    written = io.BytesIO()
    Image.new("RGB", (60, 30), "teal").save(written, "JPEG", exif=exif)
    logo = made("l.jpg", written.getvalue())
    assert (logo.width, logo.height) == (30, 60)
    assert b"Camera" not in logo.content


def test_the_same_picture_has_the_same_fingerprint():
    assert made("a.png", picture("PNG")).fingerprint == made("b.png", picture("PNG")).fingerprint
    assert made("a.png", picture("PNG")).fingerprint != made("a.png", picture("PNG", (9, 9))).fingerprint


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def zipped() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"0" * 5_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", SVG),
        ("logo.png", SVG),
        ("logo.png", b""),
        ("logo.png", b"\x89PNG\r\n\x1a\n"),
        ("logo.png", picture("PNG")[:60]),
        ("logo.png", picture("JPEG")),
        ("logo.jpg", picture("PNG")),
        ("logo.gif", picture("GIF")),
        ("logo.png", picture("GIF")),
        ("logo.png", zipped()),
        ("logo.zip", zipped()),
        ("logo.html", b"<html>"),
        ("logo.png.exe", picture("PNG")),
        ("logo", picture("PNG")),
        ("", picture("PNG")),
        ("logo.webp", b"RIFF\x00\x00\x00\x00WEBPgarbage"),
        ("logo.webp", b"RIFF\x00\x00\x00\x00AVI LIST"),
        ("logo.jpg", b"\xff\xd8\xff" + b"\0" * 500),
    ],
)
def test_what_is_no_picture_of_its_name_is_refused(name: str, content: bytes):
    with pytest.raises(BadLogo):
        made(name, content)


@pytest.mark.parametrize("tag", [b"\x01\x00", b"\x01\x1a"], ids=["width", "resolution"])
def test_metadata_that_no_decoder_expects_are_no_picture(tag: bytes):
    """One is a struct.error to the decoder, the other a TypeError."""
    with pytest.raises(BadLogo):
        made("logo.jpg", photograph(tag))


@pytest.mark.parametrize("fault", [KeyError("x"), IndexError("x"), ZeroDivisionError(), RecursionError()], ids=repr)
def test_whatever_a_decoder_says_it_is_no_picture(fault: Exception, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise fault

    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", broken)
    with pytest.raises(BadLogo):
        made("logo.png", picture("PNG"))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(4_001, 10), (10, 4_001), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_of_pixels_is_never_unpacked(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(LogoTooLarge):
        made("logo.png", bomb(*size))


def test_a_bomb_of_words_is_refused():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "0" * 50_000_000, zip=True)
    written = io.BytesIO()
    Image.new("RGB", (4, 4)).save(written, "PNG", pnginfo=words)
    assert len(written.getvalue()) < MOST_BYTES
    with pytest.raises(BadLogo):
        made("logo.png", written.getvalue())


def test_what_weighs_too_much_is_refused_unread():
    with pytest.raises(LogoTooHeavy):
        made("logo.png", picture("PNG") + b"\0" * MOST_BYTES)
