"""The small Markdown of answers: paragraphs, lists, bold and links. Channels render the parsed form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

SAFE_SCHEMES = ("https", "http", "tel", "mailto")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one style; `url` makes it a link. A line break inside a block is a span of "\\n"."""

    text: str
    bold: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item. `marker` is empty for a paragraph, "•" or "1." … for an item."""

    spans: tuple[Span, ...]
    marker: str = ""

    @property
    def plain(self) -> str:
        """The text without styles; a link shows its address too, unless its text already is that address."""
        return "".join(span_text(span) for span in self.spans)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": True})
    return parser.enable(["newline", "escape", "emphasis", "link", "list", "balance_pairs", "text_join"])


_PARSER = _parser()


def host(url: str) -> str:
    """The site's short name: `https://www.rijksoverheid.nl/x` → `rijksoverheid.nl`."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def short_url(url: str) -> str:
    """The address as people read and type it: without scheme, `www.` and closing slash."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def span_text(span: Span) -> str:
    """A span for a channel without links."""
    if not span.url or span.url.startswith("tel:"):
        return span.text
    address = span.url.removeprefix("mailto:")
    if span.text in (address, short_url(address)):
        return span.text
    return short_url(address) if span.text == host(address) else f"{span.text} ({short_url(address)})"


@lru_cache(maxsize=2048)
def parse(text: str) -> tuple[Block, ...]:
    """Read the Markdown of an answer or a wording. Never raises: what isn't ours is text."""
    blocks: list[Block] = []
    lists: list[list[int | None]] = []
    fresh = False
    for token in _PARSER.parse(text):
        if token.type == "bullet_list_open":
            lists.append([None])
        elif token.type == "ordered_list_open":
            lists.append([int(str(token.attrGet("start") or 1))])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "inline":
            marker = ""
            if lists and fresh:
                number = lists[-1][0]
                marker = "•" if number is None else f"{number}."
                if number is not None:
                    lists[-1][0] = number + 1
                fresh = False
            spans = tuple(_spans(token.children or ()))
            if spans:
                blocks.append(Block(spans, marker))
    return tuple(blocks)


def _spans(tokens: Iterable[Token]) -> Iterable[Span]:
    bold = 0
    url = ""
    for token in tokens:
        if token.type == "strong_open":
            bold += 1
        elif token.type == "strong_close":
            bold -= 1
        elif token.type == "link_open":
            href = str(token.attrGet("href") or "")
            url = href if href.split(":", 1)[0] in SAFE_SCHEMES else ""
        elif token.type == "link_close":
            url = ""
        elif token.type in ("softbreak", "hardbreak"):
            yield Span("\n")
        elif token.content:
            yield Span(token.content, bold > 0, url)


def plain(text: str) -> str:
    """The whole text without styles, paragraphs apart, list items line by line: what the console shows."""
    return join(parse(text), lambda block: block.plain)


def join(blocks: Iterable[Block], render: Callable[[Block], str]) -> str:
    """Put rendered blocks together: an empty line between paragraphs, none between the items of a list."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            parts.append("\n" if previous.marker and block.marker else "\n\n")
        parts.append(f"{block.marker} {render(block)}" if block.marker else render(block))
        previous = block
    return "".join(parts)


def escape(text: str) -> str:
    """Text that `parse` gives back as it is: for names, settings and everything else that isn't written by us."""
    return "".join("\\" + char if char in "\\*[]()_<>#+-.!`" and not char.isalnum() else char for char in text)


def utf16_units(text: str) -> int:
    """The length as Telegram and WhatsApp count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
