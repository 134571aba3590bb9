"""Replies as safe HTML: the page puts it in as it is, so nothing but our own tags may be in it."""

from __future__ import annotations

from html import escape
from itertools import groupby

from bot.channels.base import Outgoing
from bot.content.markup import Block, Span, host, parse
from bot.messages import Choice, Reply

KIND = "message"


def render(reply: Reply) -> tuple[Outgoing, ...]:
    """One message: text with its choices below (a page has room for both). Never raises, on any text."""
    payload = {
        "language": reply.language,
        "kind": reply.kind.value,
        "html": html(reply.text),
        "choices": [_choice(choice) for choice in reply.choices],
    }
    return (Outgoing(KIND, payload),)


def html(text: str) -> str:
    """The Markdown of answers as `<p>`, `<ul>`, `<ol>`, `<strong>`, `<a>` and `<br>`; everything else is text."""
    parts: list[str] = []
    for kind, group in groupby(parse(_sendable(text)), key=_list_kind):
        blocks = list(group)
        if not kind:
            parts.extend(f"<p>{_spans(block)}</p>" for block in blocks)
            continue
        items = "".join(f"<li>{_spans(block)}</li>" for block in blocks)
        first = blocks[0].marker.rstrip(".")
        start = f' start="{first}"' if kind == "ol" and first != "1" else ""
        parts.append(f"<{kind}{start}>{items}</{kind}>")
    return "".join(parts)


def _sendable(text: str) -> str:
    """Text that UTF-8 can carry: lone surrogates become the replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _list_kind(block: Block) -> str:
    if not block.marker:
        return ""
    return "ul" if block.marker == "•" else "ol"


def _spans(block: Block) -> str:
    return "".join(_span(span) for span in block.spans)


def _span(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>")
    if span.bold:
        text = f"<strong>{text}</strong>"
    if not span.url:
        return text
    url = escape(span.url)
    if span.url.startswith(("http://", "https://")):
        # A new tab: the conversation stays where it is. noreferrer: the other site does not learn where they come from.
        title = "" if span.text == host(span.url) else f' title="{escape(host(span.url))}"'
        return f'<a href="{url}" rel="noopener noreferrer" target="_blank"{title}>{text}</a>'
    return f'<a href="{url}">{text}</a>'


def _choice(choice: Choice) -> dict[str, str]:
    return {"action": _sendable(choice.action), "label": _sendable(choice.full)}
