"""Our small Markdown as Telegram's HTML, in pieces that fit a message. Pure; never raises, on any text.

Lengths are UTF-16 units of the text as read, without tags: what Telegram counts. Pieces are cut before they are
formatted, so that no tag is ever cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from bot.content.markup import Block, parse, span_text, utf16_units

MAX_UNITS = 4096
"""Of one message, after parsing of entities."""

NOTHING = "…"
"""Telegram takes no empty message."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BREAKS = ("\n", ". ", "! ", "? ", "; ", ", ", " ")
_JOINED_BEHIND = "\u200d"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style; `url` makes it a link."""

    text: str
    bold: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one message: as HTML, and without any formatting."""

    html: str
    plain: str


def sendable(text: str) -> str:
    """Text that UTF-8 can carry and that has no control characters but line breaks and tabs."""
    valid = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub("", valid.replace("\r\n", "\n"))


def pieces(markdown: str, *, max_units: int = MAX_UNITS) -> list[Piece]:
    """The text in as few messages as hold it, at least one."""
    made: list[list[Run]] = [[]]
    used = 0
    previous: Block | None = None
    for block in parse(sendable(markdown)):
        runs = _runs(block)
        gap = "" if previous is None else "\n" if previous.marker and block.marker else "\n\n"
        previous = block
        if used + len(gap) + _units(runs) <= max_units:
            made[-1] += [Run(gap), *runs]
            used += len(gap) + _units(runs)
            continue
        while _units(runs) > max_units:
            head, runs = _cut(runs, max_units)
            made.append(head)
        made.append(runs)
        used = _units(runs)
    found = [piece for piece in map(_piece, made) if piece is not None]
    return found or [Piece(NOTHING, NOTHING)]


def is_blank(text: str) -> bool:
    """Whether a text has nothing that can be seen: Telegram refuses such messages and labels."""
    return all(
        char.isspace() or char in _INVISIBLE or unicodedata.category(char) in ("Cf", "Cc", "Mn", "Zs") for char in text
    )


_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\ufffc")


def _runs(block: Block) -> list[Run]:
    runs = [Run(f"{block.marker} ")] if block.marker else []
    for span in block.spans:
        if span.url.startswith(("https://", "http://")) and not is_blank(span.text):
            runs.append(Run(span.text, span.bold, span.url))
        else:
            # Telephones make numbers and addresses in plain text touchable; a `tel:` link Telegram would drop.
            runs.append(Run(span_text(span), span.bold))
    return runs


def _units(runs: Iterable[Run]) -> int:
    return sum(utf16_units(run.text) for run in runs)


def _cut(runs: list[Run], max_units: int) -> tuple[list[Run], list[Run]]:
    """The longest head that fits, ended at a line, a sentence or a word where there is one in its second half."""
    text = "".join(run.text for run in runs)
    fits = _fitting(text, max_units)
    at = fits
    for mark in _BREAKS:
        found = text.rfind(mark, fits // 2, fits)
        if found >= 0:
            at = found + len(mark)
            break
    else:
        while at > fits // 2 and _inside_a_character(text, at):
            at -= 1
    return _split(runs, at)


def _fitting(text: str, max_units: int) -> int:
    used = 0
    for index, char in enumerate(text):
        used += 2 if ord(char) > 0xFFFF else 1
        if used > max_units:
            return index
    return len(text)


def _inside_a_character(text: str, at: int) -> bool:
    """Whether a cut here would part what people see as one sign (an accent, a skin colour, a joined emoji)."""
    after = text[at]
    return (
        unicodedata.category(after) in ("Mn", "Mc", "Me", "Sk")
        or after == _JOINED_BEHIND
        or text[at - 1] == _JOINED_BEHIND
    )


def _split(runs: list[Run], at: int) -> tuple[list[Run], list[Run]]:
    head: list[Run] = []
    tail: list[Run] = []
    for run in runs:
        if at >= len(run.text):
            head.append(run)
        elif at > 0:
            head.append(replace(run, text=run.text[:at]))
            tail.append(replace(run, text=run.text[at:]))
        else:
            tail.append(run)
        at = max(0, at - len(run.text))
    return head, tail


def _piece(runs: list[Run]) -> Piece | None:
    plain = "".join(run.text for run in runs).strip()
    if is_blank(plain):
        return None
    return Piece("".join(map(_html, runs)).strip(), plain)


def _html(run: Run) -> str:
    # Quotation marks may stay in text; Telegram knows &lt; &gt; &amp; &quot; and numbers, nothing else.
    text = escape(run.text, quote=False)
    if is_blank(run.text):
        return text
    if run.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(run.url).replace("&#x27;", "&#39;")}">{text}</a>' if run.url else text
