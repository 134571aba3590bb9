"""The web channel's HTML: our own tags and nothing else, whatever the text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.channel import WebChannel
from bot.channels.web.render import html, render
from bot.messages import Choice, Reply, ReplyKind

TAGS = {"p", "ul", "ol", "li", "strong", "a", "br"}
ATTRIBUTES = {"a": {"href", "rel", "target", "title"}, "ol": {"start"}}
SCHEMES = ("https://", "http://", "tel:", "mailto:")


class Strict(HTMLParser):
    """Collects the text; fails on any tag, attribute or address that is not ours, and on tags left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set())
            if name == "href":
                assert value is not None
                assert value.startswith(SCHEMES)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        pytest.fail("a comment got through")

    def handle_decl(self, decl: str) -> None:
        pytest.fail("a declaration got through")


def strict(made: str) -> str:
    parser = Strict()
    parser.feed(made)
    parser.close()
    assert parser.open == []
    return parser.text


def test_paragraphs_lists_and_bold() -> None:
    made = html("Zamelduj się w **gemeente**.\n\n- paszport\n- umowa najmu\n\n1. zadzwoń\n2. przyjdź")
    assert made == (
        "<p>Zamelduj się w <strong>gemeente</strong>.</p><ul><li>paszport</li><li>umowa najmu</li></ul>"
        "<ol><li>zadzwoń</li><li>przyjdź</li></ol>"
    )


def test_a_line_break_stays_one() -> None:
    assert html("eerste\ntweede") == "<p>eerste<br>tweede</p>"


def test_a_site_opens_beside_the_conversation_and_learns_nothing_of_it() -> None:
    assert html("[DigiD](https://www.digid.nl)") == (
        '<p><a href="https://www.digid.nl" rel="noopener noreferrer" target="_blank" title="digid.nl">DigiD</a></p>'
    )


def test_a_phone_number_can_be_tapped() -> None:
    assert html("[0800-5151](tel:08005151)") == '<p><a href="tel:08005151">0800-5151</a></p>'


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt:alert(1))",
        "[klik](data:text/html;base64,PHNjcmlwdD4=)",
        "[klik](vbscript:x)",
        '[klik](https://a.nl/"onmouseover="alert(1))',
        "[<img src=x onerror=alert(1)>](https://a.nl)",
        "![x](javascript:alert(1))",
        "<https://a.nl/<script>>",
        "**<b onclick=alert(1)>**",
        "<!-- x --><svg/onload=alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "&lt;script&gt;&#60;script&#62;",
    ],
)
def test_attacks_become_text(attack: str) -> None:
    strict(html(attack))


WEIRD = st.text(st.characters(), max_size=200) | st.text(alphabet="<>&\"'[]()*_-1. \n\tabc:/!#`\\", max_size=200)


@given(WEIRD)
def test_any_text_renders_to_our_own_tags(text: str) -> None:
    made = html(text)
    made.encode()
    strict(made)


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
def test_any_reply_renders(text: str, label: str) -> None:
    reply = Reply("pl", text, (Choice("ask:bsn", label, label=label),), prompt=text)
    (made,) = render(reply)
    assert len(made.payload["choices"]) == 1
    strict(made.payload["html"])


def test_lone_surrogates_and_nul_do_not_stop_it() -> None:
    strict(html("a\ud800b\x00c"))
    assert html("\ud800").encode()


def test_a_reply_is_one_message_with_full_labels() -> None:
    reply = Reply(
        "bg",
        "**BSN** е Вашият номер.",
        (Choice("ask:digid", "DigiD", row="DigiD заявяване", label="Как да си извадя DigiD"),),
        kind=ReplyKind.ANSWER,
    )
    (made,) = WebChannel().render(reply)
    assert made.kind == "message"
    assert made.payload == {
        "language": "bg",
        "kind": "answer",
        "html": "<p><strong>BSN</strong> е Вашият номер.</p>",
        "choices": [{"action": "ask:digid", "label": "Как да си извадя DigiD"}],
    }


async def test_storing_is_sending() -> None:
    channel = WebChannel()
    (message,) = channel.render(Reply("nl", "Hallo"))
    assert channel.pull
    assert (await channel.send("session", message, key="k1")).external_id == "k1"
