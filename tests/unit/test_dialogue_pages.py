"""Choices in pages, for channels with short lists, and the button of a template."""

from __future__ import annotations

from bot.channels.whatsapp.channel import all_labels
from bot.channels.whatsapp.render import render
from bot.dialogue.state import State
from bot.dialogue.turn import turn
from bot.messages import Choice, Incoming, IncomingKind, Reply
from tests.support.dialogue import context

LABELS = all_labels()


def press(state: State, action: str) -> tuple[State, Reply]:
    taken = turn(state, Incoming(IncomingKind.CHOICE, action=action), (), context())
    (reply,) = taken.replies
    return taken.state, reply


def rows(reply: Reply) -> list[str]:
    (message,) = render(reply, LABELS["pl"])
    action = message.payload["interactive"]["action"]
    if "buttons" in action:
        return [button["reply"]["id"] for button in action["buttons"]]
    return [row["id"] for row in action["sections"][0]["rows"]]


def test_every_choice_can_be_reached_through_the_pages() -> None:
    slugs = [question.slug for question in context().snapshot.questions.values() if question.topic != "chat"][:24]
    choices = tuple(Choice(f"ask:{slug}", slug[:20]) for slug in slugs)
    state = State(language="pl", offered=tuple((choice.action, choice.full) for choice in choices))
    shown = rows(Reply("pl", "Wybierz", choices))
    seen = shown[:-1]
    while shown[-1].startswith("page:"):
        state, reply = press(state, shown[-1])
        shown = rows(reply)
        seen += [one for one in shown if not one.startswith("page:")]
    assert seen == [choice.action for choice in choices]
    state, reply = press(state, seen[-1])
    assert state.slug == slugs[-1]


def test_a_page_that_is_no_more_says_so() -> None:
    state = State(language="pl", offered=(("ask:bsn", "BSN"),))
    for action in ("page::9", "page", "page::999", "page:x:1"):
        _state, reply = press(state, action)
        assert reply.choices
    assert "stary" in press(state, "page::9")[1].text


def test_the_button_of_a_template_leads_on() -> None:
    _state, reply = press(State(language="pl"), "resume")
    assert reply.language == "pl"
    assert any(choice.action.startswith("topic:") for choice in reply.choices)
