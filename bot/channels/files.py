"""What a file is, by its content alone. Pictures are drawn anew, so that nothing hidden in them reaches anybody."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image, ImageOps

from bot.errors import FetchError

MAX_PIXELS = 50_000_000
"""A larger picture is refused before it is unpacked: 50 megapixels are more than telephones take."""
PDF_WITHIN_BYTES = 1024
"""A PDF may have some bytes before its mark."""
JPEG_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept. `content` is what is kept, not always what came."""

    media_type: str
    """image/jpeg, image/png, application/pdf or audio/ogg."""
    content: bytes = field(repr=False)


def check(content: bytes) -> Checked:
    """The file as it may be kept; takes its time (a large picture: a second).

    Raises `FetchError`: `kind` (none of ours), `damaged`, `too_many_pixels`.
    """
    if b"%PDF-" in content[:PDF_WITHIN_BYTES]:
        # Kept as it is and never opened here; whoever shows it must offer it as a download, not as a page.
        return Checked("application/pdf", content)
    if content.startswith(b"OggS"):
        return Checked("audio/ogg", content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (content[:4], content[8:12]) == (
        b"RIFF",
        b"WEBP",
    ):
        return _picture(content)
    raise FetchError("kind")


def _picture(content: bytes) -> Checked:
    """Upright, without place, time, device, comments, profiles or further frames."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise FetchError("too_many_pixels")
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            lossless = opened.format == "PNG" or upright.has_transparency_data
            drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except FetchError:
        raise
    except Exception:  # a broken or hostile file makes the decoder raise all sorts of things
        raise FetchError("damaged") from None
    drawn.info = {}
    made = io.BytesIO()
    if lossless:
        drawn.save(made, "PNG")
        return Checked("image/png", made.getvalue())
    drawn.save(made, "JPEG", quality=JPEG_QUALITY)
    return Checked("image/jpeg", made.getvalue())
