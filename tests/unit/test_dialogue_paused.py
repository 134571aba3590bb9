"""While the bot is paused: one notice in the person's language; help in danger and "delete my data" all the same."""

from __future__ import annotations

import pytest

from bot.dialogue.context import Understanding
from bot.dialogue.effects import Count, EraseConversation
from bot.dialogue.paused import paused
from bot.dialogue.plan import plan
from bot.dialogue.result import Turn
from bot.dialogue.state import State
from bot.messages import Incoming, ReplyKind
from tests.support.dialogue import context, press, sure, text

NEW = State.new()


def take(state: State, incoming: Incoming, understood: Understanding | None = None) -> Turn:
    ctx = context()
    asked = plan(state, incoming, ctx).parse
    return paused(state, incoming, (understood,) * len(asked), ctx)


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        ("jak się zameldować w gminie?", "pl", "krótką przerwę"),
        ("cum mă înregistrez la primărie?", "ro", "scurtă pauză"),
        ("как да се регистрирам в общината?", "bg", "кратка почивка"),
        ("hoe schrijf ik me in bij de gemeente?", "nl", "heeft even pauze"),
    ],
)
def test_a_question_gets_the_notice_with_the_emergency_number(question: str, language: str, words: str) -> None:
    turn = take(NEW, text(question), sure("brp_register"))
    (reply,) = turn.replies
    assert reply.language == language
    assert words in reply.text
    assert "112" in reply.text
    assert turn.effects == (Count("paused", language),)
    assert turn.state.slug == "", "the conversation goes on where it was"


def test_it_speaks_on_in_the_language_of_the_conversation() -> None:
    (reply,) = take(NEW.with_(language="ro"), text("ok")).replies
    assert reply.language == "ro"


@pytest.mark.parametrize("words", ["szef zabrał mi paszport", "шефът ми взе паспорта"])
def test_cries_for_help_are_answered_also_without_the_model(words: str) -> None:
    turn = take(NEW, text(words), None)
    assert turn.replies[0].kind is ReplyKind.URGENT


def test_what_the_model_takes_for_danger_is_answered() -> None:
    turn = take(NEW.with_(language="pl"), text("on mnie trzyma i nie puszcza z tego domu"), sure("exploitation"))
    assert turn.replies[0].kind is ReplyKind.URGENT


def test_who_wants_to_be_forgotten_is_asked_and_forgotten() -> None:
    asked = take(NEW.with_(language="pl"), text("usuń moje dane"))
    assert asked.state.confirming == "erase"
    done = take(asked.state, press("erase:yes"))
    assert any(isinstance(effect, EraseConversation) for effect in done.effects)


def test_no_case_is_opened_and_no_person_promised() -> None:
    turn = take(NEW.with_(language="pl"), press("human"))
    assert turn.effects == (Count("paused", "pl"),)
