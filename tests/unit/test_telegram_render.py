"""Replies as Telegram takes them: judged by the rules of the double, on any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.base import Outgoing
from bot.channels.telegram.formatting import pieces, sendable
from bot.channels.telegram.render import keyboard, render
from bot.content import markup
from bot.messages import Choice, Reply
from tests.support.telegram_rules import Parsed, Refused, parse_html, read_keyboard, read_text, units

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)
BITS = (
    "**",
    "*",
    "[x](https://a.nl/?a=1&b='2\")",
    "](",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "<b>",
    "</b>",
    "&",
    "&lt;",
    "ą",
    "й",
)
markdown = st.lists(st.sampled_from([*BITS, "👩‍👧", " "]) | st.text(max_size=10), max_size=40).map("".join)


def seen(message: Outgoing) -> Parsed:
    assert read_text(message.payload["text"], "").text
    read_keyboard({"inline_keyboard": message.payload["keyboard"]} if "keyboard" in message.payload else None)
    return read_text(message.payload["html"], "HTML")


def test_bold_links_lists_and_numbers() -> None:
    text = "**Tytuł <1>** & [rijksoverheid.nl](https://www.rijksoverheid.nl/x?a=1&b=2)\n\n- [112](tel:112)\n- dwa"
    (message,) = render(Reply("pl", text, (Choice("ask:bsn", "BSN"),)))
    parsed = seen(message)
    assert parsed.text == "Tytuł <1> & rijksoverheid.nl\n\n• 112\n• dwa"
    assert parsed.styles == (
        ("b", "Tytuł <1>", ""),
        ("a", "rijksoverheid.nl", "https://www.rijksoverheid.nl/x?a=1&b=2"),
    )
    assert message.payload["keyboard"] == [[{"text": "BSN", "callback_data": "ask:bsn"}]]


@given(any_text | markdown, st.lists(st.tuples(any_text, any_text, any_text), max_size=4))
@example("", [("", "", "")])
@example("\u200b\n\u2800", [("ask:x", "\u200d", " ")])
@example("**a\n\nb**", [("ask:bsn", "x" * 500, "")])
def test_telegram_takes_whatever_we_make_of_any_text(text: str, choices: list[tuple[str, str, str]]) -> None:
    made = render(Reply("pl", text, tuple(Choice(action, title, label=label) for action, title, label in choices)))
    for message in made:
        parsed = seen(message)
        assert parsed.text == message.payload["text"].strip()
        assert units(parsed.text) <= 4096


@given(st.text(st.sampled_from("aą👩‍👧 .\n-*"), min_size=200, max_size=600), st.integers(20, 90))
def test_splitting_loses_nothing_but_blanks_and_never_cuts_a_tag(text: str, limit: int) -> None:
    found = pieces(text, max_units=limit)
    assert all(units(piece.plain) <= limit for piece in found)
    for piece in found:
        assert parse_html(piece.html).text.strip() == piece.plain
    whole = "".join("".join(piece.plain.split()) for piece in found)
    expected = "".join(markup.plain(sendable(text)).split())
    assert whole.replace("\u200d", "") == (expected or "…").replace("\u200d", "")


def test_a_long_text_is_split_between_paragraphs_and_the_last_part_has_the_choices() -> None:
    paragraph = "Zdanie o pracy. " * 120
    made = render(Reply("pl", f"**Tytuł**\n\n{paragraph}\n\n{paragraph}\n\n{paragraph}", (Choice("menu", "Tematy"),)))
    assert len(made) == 2
    assert "keyboard" not in made[0].payload
    assert made[1].payload["keyboard"]
    assert all(message.payload["text"].endswith("pracy.") for message in made)


def test_a_bold_paragraph_that_is_too_long_stays_bold_in_each_part() -> None:
    first, second = pieces("**" + "słowo " * 900 + "koniec**")
    for piece in (first, second):
        assert parse_html(piece.html).styles[0][0] == "b"


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_every_button_is_within_its_bytes(text: str) -> None:
    for row in keyboard((Choice("ask:" + text, text or "x"), Choice("menu", "Tematy"))):
        for button in row:
            assert 1 <= len(button["callback_data"].encode()) <= 64
            assert button["text"].strip()


@pytest.mark.parametrize(
    ("choice", "label"),
    [
        (Choice("a", "Titel", "Rij", "Het hele verhaal"), "Het hele verhaal"),
        (Choice("a", "Titel", "Rij van het verhaal", "x" * 41), "Rij van het verhaal"),
        (Choice("a", "Titel", "", "x" * 41), "Titel"),
        (Choice("a", "x" * 60), "x" * 39 + "…"),
    ],
)
def test_the_longest_wording_that_a_telephone_shows(choice: Choice, label: str) -> None:
    assert keyboard((choice,)) == [[{"text": label, "callback_data": "a"}]]


def test_short_labels_stand_side_by_side_in_their_order() -> None:
    choices = tuple(
        Choice(str(n), label) for n, label in enumerate(["ja", "nee", "een langer antwoord", "a", "b", "c"])
    )
    rows = [[button["text"] for button in row] for row in keyboard(choices)]
    assert rows == [["ja", "nee"], ["een langer antwoord"], ["a", "b"], ["c"]]


@pytest.mark.parametrize("html", ["<p>x</p>", "<b>x", "x</b>", "<b><i>x</b></i>", "a < b", "x<br>", "<a href=x>y</a>"])
def test_the_double_refuses_what_telegram_refuses(html: str) -> None:
    with pytest.raises(Refused, match="can't parse entities"):
        read_text(html, "HTML")
