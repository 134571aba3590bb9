"""One contract for every channel: whatever we say arrives, whole, within the limits of the other side."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.base import AfterCrash
from bot.channels.registry import CHANNELS
from bot.content import files, markup
from bot.content.model import CHAT_TOPIC, Snapshot
from bot.dialogue.context import Context, Operator, Understanding
from bot.dialogue.plan import plan
from bot.dialogue.state import State
from bot.dialogue.turn import Turn, apology, turn
from bot.dialogue.urgent import alarms
from bot.language.wording import Wording
from bot.messages import MAX_ACTION_BYTES, Choice, Incoming, IncomingKind, Reply, ReplyKind
from bot.settings import ROOT, Settings
from tests.support.contract import JUDGES, PAGE, Judge

NAMES = sorted(CHANNELS)
LANGUAGES = ("pl", "ro", "bg", "nl")
MOST_PER_TURN = 2
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
each_channel = pytest.mark.parametrize("name", NAMES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def content() -> Snapshot:
    """The real content."""
    snapshot = files.load(ROOT / "content").snapshot
    assert len(snapshot.answers) > 100, "the content is not there"
    return snapshot


@cache
def context() -> Context:
    operator = Operator("Het Juridisch Loket", "privacy@example.org", "https://chat.example.org/chat/privacy", 30)
    return Context(content(), Wording.load("chat", content().languages), NOW, operator, "telegram")


def deliver(judge: Judge, reply: Reply) -> tuple[str, list[str]]:
    """What arrives of a reply: all texts and all actions. Fails where the other side would refuse."""
    texts, actions = zip(*(judge.read(message) for message in judge.render(reply)), strict=True)
    return "\n".join(texts), list(itertools.chain(*actions))


def assert_choices(reply: Reply, actions: list[str]) -> None:
    expected = list(dict.fromkeys(choice.action for choice in reply.choices))
    if actions and actions[-1].startswith(PAGE) and actions[-1] not in expected:
        actions = actions[:-1]
        expected = expected[: len(actions)]
    assert actions == expected


def choices(count: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"ask:q{n}", f"Krótko {n}", f"Trochę dłużej {n}", f"Całe pytanie numer {n}?") for n in range(count)
    )


@each_channel
@pytest.mark.parametrize("kind", list(ReplyKind))
@pytest.mark.parametrize("count", [*range(13), 40])
def test_every_kind_of_reply_with_any_number_of_choices(name: str, kind: ReplyKind, count: int) -> None:
    reply = Reply("pl", "**Tytuł**\n\nZdanie o pracy.", choices(count), prompt="Co dalej?", kind=kind)
    judge = JUDGES[name]
    assert 1 <= len(judge.render(reply)) <= MOST_PER_TURN
    text, actions = deliver(judge, reply)
    assert "Zdanie o pracy." in text
    assert_choices(reply, actions)


@each_channel
@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "\x00", "\ud800", "<b>&", "*" * 50, "x" * 4096, "żółw 👩‍👧 " * 400]
)
def test_odd_texts_arrive_somehow(name: str, text: str) -> None:
    for some in (0, 2, 12):
        deliver(JUDGES[name], Reply("bg", text, choices(some), prompt="Какво следва?"))


@each_channel
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=120), st.integers(0, 4))
def test_any_text_arrives_somehow(name: str, text: str, count: int) -> None:
    deliver(JUDGES[name], Reply("ro", text, choices(count), prompt=text))


@cache
def turns(language: str) -> tuple[tuple[str, Turn], ...]:
    """Every turn that the content can bring about in one language, by what led to it."""
    states = [State(language=language), State(language=language, noticed=True)]
    found: list[tuple[str, Turn]] = []

    def take(what: str, state: State, incoming: Incoming, *ranking: tuple[str, float]) -> None:
        asked = plan(state, incoming, context()).parse
        understood = Understanding(ranking, 0.9) if ranking else None
        found.append((what, turn(state, incoming, tuple(understood for _ in asked), context())))

    def press(state: State, action: str) -> None:
        take(action, state, Incoming(IncomingKind.CHOICE, action=action))

    questions = [one for one in content().questions.values() if one.topic != CHAT_TOPIC]
    for state in states:
        for question in questions:
            for verb in ("ask", "more", "human", "yes", "no", "near", "callback"):
                press(state, f"{verb}:{question.slug}")
            said = Incoming(IncomingKind.TEXT, text="o o o o", edited=not state.noticed)
            take(f"say {question.slug}", state, said, (question.slug, 0.97))
            take(f"start {question.slug}", state, Incoming(IncomingKind.START, action=f"{question.slug}-{language}"))
        for topic in content().topics:
            for page in range(3):
                press(state, f"topic:{topic}:{page}")
        for action in ("menu", "langs", "about", "erase", "erase:yes", "erase:no", "none", "gone", *_languages()):
            press(state, action)
        for what in ("voice", "image", "sticker", "unknown"):
            take(what, state, Incoming(IncomingKind.UNREADABLE, what=what))
        take("start", state, Incoming(IncomingKind.START))
        take("nlu away", state, Incoming(IncomingKind.TEXT, text="o o o o"))
        take("unsure", state, Incoming(IncomingKind.TEXT, text="o o o o"), ("bsn", 0.4), ("digid", 0.3), ("other", 0.1))
    urgent = sorted(content().urgent_slugs)
    for one, two in itertools.combinations(urgent, 2):
        said = Incoming(IncomingKind.TEXT, text="o o o o")
        take(f"{one} and {two}", states[0], said, (one, 0.5), (two, 0.45))
    found.append(("apology", Turn(states[0], (apology(states[0], Incoming(IncomingKind.TEXT), context()),))))
    assert len(found) > 300
    return tuple(found)


def _languages() -> list[str]:
    return [f"{verb}:{language}" for verb in ("lang", "stay") for language in LANGUAGES]


@each_channel
@each_language
def test_a_turn_is_at_most_two_messages_and_every_one_is_taken(name: str, language: str) -> None:
    judge = JUDGES[name]
    for what, taken in turns(language):
        messages = [message for reply in taken.replies for message in judge.render(reply)]
        assert 1 <= len(messages) <= MOST_PER_TURN, what
        for reply in taken.replies:
            text, actions = deliver(judge, reply)
            assert text.strip(), what
            assert_choices(reply, actions)


@each_channel
@each_language
def test_the_longest_text_of_every_language_arrives_whole(name: str, language: str) -> None:
    replies = [reply for _, taken in turns(language) for reply in taken.replies]
    longest = max(replies, key=lambda reply: len(reply.text))
    text, _ = deliver(JUDGES[name], longest)
    words = [word.strip(".,:;()") for word in markup.plain(longest.text).split()]
    told = [word for word in words if len(word) > 3 and word.isalpha()]
    assert len(told) > 20
    assert [word for word in told if word not in text] == []


@each_channel
@settings(max_examples=60)
@given(data=st.data())
def test_every_answer_of_the_content_with_any_choices_breaks_no_limit(name: str, data: st.DataObject) -> None:
    taken = data.draw(st.sampled_from(LANGUAGES).flatmap(lambda language: st.sampled_from(turns(language))))[1]
    reply = data.draw(st.sampled_from(taken.replies))
    more = data.draw(st.lists(st.sampled_from(_offered()), max_size=12, unique_by=lambda choice: choice.action))
    prompt = data.draw(st.sampled_from([reply.prompt, "", reply.text]))
    deliver(JUDGES[name], Reply(reply.language, reply.text, (*reply.choices, *more), prompt, reply.kind))


@cache
def _offered() -> list[Choice]:
    """Every choice that the content offers."""
    every = (turns(language) for language in LANGUAGES)
    found = {choice for some in every for _, taken in some for reply in taken.replies for choice in reply.choices}
    assert len(found) > 200
    return sorted(found, key=str)


def test_every_action_fits_the_smallest_button() -> None:
    assert [choice for choice in _offered() if len(choice.action.encode()) > MAX_ACTION_BYTES] == []


@each_channel
def test_the_port_is_complete(name: str) -> None:
    secrets = {
        "telegram_token": "1:x",
        "whatsapp_token": "t",
        "whatsapp_phone_number_id": "106540352242922",
        "whatsapp_app_secret": "s" * 32,
        "whatsapp_verify_token": "v" * 32,
    }
    channel = CHANNELS[name](Settings(secret_key="k" * 40, **secrets))  # type: ignore[arg-type]
    assert channel is not None
    assert channel.name == name
    assert isinstance(channel.after_crash, AfterCrash)
    assert isinstance(channel.pull, bool)
    assert channel.limits
    for secret in secrets.values():
        assert len(secret) < 4 or secret not in repr(channel)


@each_language
def test_words_that_save_lives_reach_every_channel(language: str) -> None:
    words = {
        "pl": "szef zabrał mi paszport",
        "ro": "șeful mi-a luat pașaportul",
        "bg": "шефът ми взе паспорта",
        "nl": "mijn baas heeft mijn paspoort afgepakt",
    }
    assert alarms(words[language], language)
    said = Incoming(IncomingKind.TEXT, text=words[language])
    taken = turn(State(language=language), said, (), context())
    for judge in JUDGES.values():
        text = " ".join(deliver(judge, reply)[0] for reply in taken.replies)
        assert "088-800 8222" in text or "112" in text or "0800" in text or "070" in text, judge.name
