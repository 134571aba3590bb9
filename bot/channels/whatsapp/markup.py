"""The small Markdown of answers in WhatsApp's formatting: `*bold*`, lists, addresses in full.

WhatsApp has no escaping: a star or an underscore of the text itself that would switch a style on becomes a look-alike.
Source: WhatsApp, how to format your messages.
"""

from __future__ import annotations

import re

from bot.content import markup
from bot.content.markup import Block, Span, host, short_url, utf16_units

LOOK_ALIKE = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_URL = re.compile(r"https?://\S+")
_QUOTE = re.compile(r"^>(?=\s)", re.MULTILINE)
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def sendable(text: str) -> str:
    """Text that JSON in UTF-8 can carry and a telephone can show."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSENDABLE.sub("", joined.replace("\r\n", "\n").replace("\r", "\n"))


def neutral(text: str) -> str:
    """Plain text in which nothing switches a style on; addresses and words such as `file_name` stay as they are."""
    parts, last = [], 0
    for url in _URL.finditer(text):
        parts += [_neutral(text[last : url.start()]), url[0]]
        last = url.end()
    parts.append(_neutral(text[last:]))
    return _QUOTE.sub("›", "".join(parts))


def _neutral(text: str) -> str:
    for mark, instead in LOOK_ALIKE.items():
        if mark in text:
            # Inside of a word a mark means nothing to WhatsApp, except for the star and the back-tick.
            inside = r"(?<=\w)" + re.escape(mark) + r"(?=\w)"
            keep = "\ue000"
            masked = re.sub(inside, keep, text) if mark in "_~" else text
            text = masked.replace(mark, instead).replace(keep, mark)
    return text


def text_of(source: str) -> str:
    """Markdown in WhatsApp's words. Never raises."""
    return markup.join(markup.parse(sendable(source).replace("\ue000", "")), _block).strip()


def _block(block: Block) -> str:
    pieces = [(_words(span), span.bold) for span in block.spans]
    out = ""
    for number, (words, bold) in enumerate(_merged(pieces)):
        following = _merged(pieces)[number + 1][0] if number + 1 < len(_merged(pieces)) else ""
        out += _bold(words, out[-1:], following[:1]) if bold else words
    return out


def _merged(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Neighbours of one style as one: `*a**b*` is no bold text."""
    merged: list[tuple[str, bool]] = []
    for words, bold in pieces:
        if merged and merged[-1][1] == bold:
            merged[-1] = (merged[-1][0] + words, bold)
        elif words:
            merged.append((words, bold))
    return merged


def _bold(words: str, before: str, after: str) -> str:
    """Each line in stars, which must touch a letter inside and none outside."""
    lines = words.split("\n")
    made = []
    for number, line in enumerate(lines):
        core = line.strip()
        left = line[: len(line) - len(line.lstrip())]
        right = line[len(line.rstrip()) :]
        outside_left = left[-1:] or (before if number == 0 else "")
        outside_right = right[:1] or (after if number == len(lines) - 1 else "")
        if not core or outside_left.isalnum() or outside_right.isalnum():
            made.append(line)
        else:
            made.append(f"{left}*{core}*{right}")
    return "\n".join(made)


def _words(span: Span) -> str:
    """A span without its style; a link shows its whole address, so that it can be tapped."""
    if not span.url or span.url.startswith("tel:"):
        return neutral(span.text)
    if span.url.startswith("mailto:"):
        address = span.url.removeprefix("mailto:")
        return neutral(span.text) if span.text == address else f"{neutral(span.text)} ({address})"
    if span.text in (span.url, host(span.url), short_url(span.url)):
        return span.url
    return f"{neutral(span.text)} ({span.url})"


def clip(text: str, units: int) -> str:
    """At most so many UTF-16 units; what is cut ends with "…"."""
    if utf16_units(text) <= units:
        return text
    room = max(units - 1, 0)
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * room]
    return encoded.decode("utf-16-le", "ignore").rstrip() + "…"[:units]


def split(text: str, units: int) -> list[str]:
    """Pieces of at most so many UTF-16 units, cut at a paragraph, else a line, else a word, else anywhere."""
    pieces = []
    rest = text
    while utf16_units(rest) > units:
        head = rest.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")
        cut = next((at for sep in ("\n\n", "\n", " ") if (at := head.rfind(sep)) > len(head) // 4), len(head))
        cut = max(cut, 1)
        piece, rest = rest[:cut].rstrip(), rest[cut:].lstrip()
        if piece:
            pieces.append(piece)
    return [*pieces, rest] if rest.strip() else pieces
