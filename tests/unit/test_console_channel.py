"""The console: numbers press buttons, anything else is said; whatever is shown is safe to print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.console.parse import parse
from bot.channels.console.render import choices_of, printable, render, show
from bot.messages import Choice, Incoming, IncomingKind, Reply

CHOICES = (Choice("ask:bsn", "BSN"), Choice("human", "Person", "A person", "Talk to a person"))
any_text = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("line", "action"),
    [("1", "ask:bsn"), ("2", "human"), (" 2 ", "human"), ("2)", "human"), ("2.", "human"), ("２", "human")],
)
def test_a_number_presses_the_button(line: str, action: str) -> None:
    assert (parse(line, CHOICES).kind, parse(line, CHOICES).action) == (IncomingKind.CHOICE, action)


@pytest.mark.parametrize("line", ["0", "3", "-1", "1 2", "1a", "²", "", "9" * 5000, "12345"])
def test_other_numbers_are_text(line: str) -> None:
    assert parse(line, CHOICES).kind is IncomingKind.TEXT
    assert parse("1").kind is IncomingKind.TEXT


def test_start_with_and_without_a_deep_link() -> None:
    assert parse("/start", language_hint="pl") == Incoming(IncomingKind.START, language_hint="pl")
    assert parse("/start bsn-pl").action == "bsn-pl"
    assert parse("/started").kind is IncomingKind.TEXT


def test_a_reply_with_choices() -> None:
    reply = Reply("nl", "**Hoi**\n\n- een\n- twee", CHOICES, prompt="En nu?")
    (message,) = render(reply)
    assert show(message) == "Hoi\n\n• een\n• twee\n\nEn nu?\n\n  1) BSN\n  2) Talk to a person"
    assert [choice.action for choice in choices_of(message)] == ["ask:bsn", "human"]


@given(any_text, st.lists(st.tuples(any_text, any_text), max_size=3))
def test_nothing_raises_and_all_can_be_printed(text: str, pairs: list[tuple[str, str]]) -> None:
    choices = tuple(Choice(action, title) for action, title in pairs)
    parse(text, choices)
    (message,) = render(Reply("pl", text, choices, prompt=text))
    show(message).encode("utf-8")
    assert "\x1b" not in printable(text)
