"""Files of a case: known by content, pictures drawn anew without what is hidden in them."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bot.channels import files
from bot.channels.files import check
from bot.errors import FetchError

SECRET = b"Lieshout 51.5N"


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size).save(made, kind, **more)
    return made.getvalue()


def with_exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    return picture("JPEG", exif=exif, comment=SECRET)


def test_hidden_data_goes_and_the_picture_stands_upright() -> None:
    before = with_exif(6)
    assert SECRET in before
    checked = check(before)
    assert checked.media_type == "image/jpeg"
    assert SECRET not in checked.content
    with Image.open(io.BytesIO(checked.content)) as after:
        assert after.size == (20, 40)
        assert not after.getexif()


def test_texts_in_a_png_go() -> None:
    info = PngInfo()
    info.add_text("where", SECRET.decode())
    checked = check(picture("PNG", pnginfo=info))
    assert checked.media_type == "image/png"
    assert SECRET not in checked.content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png(mode: str) -> None:
    assert check(picture("PNG", mode)).media_type == "image/png"


def test_other_pictures() -> None:
    assert check(picture("JPEG", "CMYK")).media_type == "image/jpeg"
    assert check(picture("WEBP")).media_type == "image/jpeg"
    assert check(picture("WEBP", "RGBA", lossless=True)).media_type in ("image/png", "image/jpeg")


def test_a_pdf_is_kept_as_it_is() -> None:
    content = b"\n%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
    assert (check(content).media_type, check(content).content) == ("application/pdf", content)


def test_a_voice_note() -> None:
    assert check(b"OggS\x00\x02").media_type == "audio/ogg"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "kind"),
        (b"<html><script>alert(1)</script>", "kind"),
        (b"MZ\x90\x00", "kind"),
        (b"PK\x03\x04 a Word document", "kind"),
        (b"GIF89a", "kind"),
        (b"\xff\xd8\xff\xe0 not a picture at all", "damaged"),
        (picture("JPEG")[:200], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "damaged"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "damaged"),
    ],
)
def test_anything_else_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(FetchError) as raised:
        check(content)
    assert raised.value.reason == reason


def test_a_picture_that_would_fill_the_memory_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_PIXELS", 100)
    with pytest.raises(FetchError, match="too_many_pixels"):
        check(picture("PNG"))
