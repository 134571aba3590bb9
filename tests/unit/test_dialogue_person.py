"""The way to an adviser in the pure dialogue: the fitting help first, consent, chat or a call; what joins a case."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.expect import Expectation
from bot.dialogue.context import Context, DeskView
from bot.dialogue.desk import MOMENTS, spoken
from bot.dialogue.effects import CaseHelped, EraseConversation, MoveCase, OfferMove, OpenCase, StopCase
from bot.dialogue.joined import joined
from bot.dialogue.result import Turn
from bot.dialogue.state import State
from bot.language.handoff_only import LANGUAGES as ADVISERS_ONLY
from bot.messages import Incoming, IncomingKind, Reply
from tests.support.dialogue import context, press, say, snapshot, sure, text

LANGUAGES = ("pl", "ro", "bg", "nl")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TOKEN = "t" * 24


def desk(now: datetime = MONDAY, channel: str = "telegram", **changes: object) -> Context:
    """A context in which advisers of every language are there."""
    values: dict[str, object] = {
        "languages": frozenset((*LANGUAGES, *ADVISERS_ONLY)),
        "waiting": MappingProxyType({"pl": (3, 1)}),
        "telegram_name": "win_test_bot",
        "whatsapp_number": "+31 97 010000000",
        "token": TOKEN,
        **changes,
    }
    return context(now=now, channel=channel, desk=DeskView(**values))  # type: ignore[arg-type]


def actions(turn: Turn) -> list[str]:
    return [choice.action for reply in turn.replies for choice in reply.choices]


def opened(turn: Turn) -> OpenCase | None:
    return next((effect for effect in turn.effects if isinstance(effect, OpenCase)), None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_is_offered_with_consent_and_a_choice_of_ways(language: str) -> None:
    state = State(language=language, slug="unpaid_wages")
    turn = say(state, press("human:unpaid_wages"), ctx=desk())
    assert actions(turn) == [f"desk:{what}__unpaid_wages" for what in ("chat", "call", "other", "stop")]
    assert opened(turn) is None
    case = say(turn.state, press("desk:chat__unpaid_wages"), ctx=desk())
    assert opened(case) == OpenCase(language, "unpaid_wages", "work", False, "chat")
    assert "112" in case.replies[0].text


@pytest.mark.parametrize(("words", "language"), [("tak", "pl"), ("da", "ro"), ("да", "bg"), ("ja", "nl")])
def test_a_typed_yes_is_consent_and_a_no_is_none(words: str, language: str) -> None:
    asked = say(State(language=language, slug="contract"), press("human:contract"), ctx=desk())
    assert opened(say(asked.state, text(words), sure("affirm"), ctx=desk()))
    no = {"pl": "nie", "ro": "nu", "bg": "не", "nl": "nee"}[language]
    refused = say(asked.state, text(no), sure("deny"), ctx=desk())
    assert opened(refused) is None
    # Much later a yes means something else.
    later = say(refused.state, text(words), sure("affirm"), ctx=desk())
    assert opened(later) is None


def test_without_an_adviser_for_the_language_nobody_is_promised() -> None:
    for ctx in (context(), desk(languages=frozenset({"ro"}))):
        turn = say(State(language="pl", slug="contract"), press("human:contract"), ctx=ctx)
        assert not [action for action in actions(turn) if action.startswith("desk:")]
        assert "088-800 8222" in turn.replies[0].text
        late = say(State(language="pl"), press("desk:chat__contract"), ctx=ctx)
        assert opened(late) is None
        assert late.replies[0].choices


@pytest.mark.parametrize("slug", ["suicidal_thoughts", "medical_emergency"])
@pytest.mark.parametrize("ask", ["human", "callback", "desk:chat__", "desk:call__", "desk:offer__"])
def test_a_life_in_danger_never_ends_in_a_queue(slug: str, ask: str) -> None:
    action = f"{ask}{slug}" if ask.endswith("__") else f"{ask}:{slug}"
    turn = say(State(language="nl", slug=slug), press(action), ctx=desk())
    assert opened(turn) is None
    assert not [one for one in actions(turn) if one.startswith(("desk:chat", "desk:call"))]


@pytest.mark.parametrize("slug", ["exploitation", "domestic_violence", "sexual_violence", "homeless"])
def test_an_urgent_question_shows_its_contacts_first_and_makes_an_urgent_case(slug: str) -> None:
    turn = say(State(language="pl", slug=slug), press(f"human:{slug}"), ctx=desk())
    words = turn.replies[0].text
    assert "tel:" in words
    assert words.index("tel:") < words.index("Jeśli się zgodzisz")
    case = opened(say(turn.state, press(f"desk:chat__{slug}"), ctx=desk()))
    assert case
    assert case.urgent
    # A call, too, comes after the contacts.
    called = say(State(language="pl", slug=slug), press(f"callback:{slug}"), ctx=desk())
    assert "tel:" in called.replies[0].text


def test_what_is_no_legal_question_goes_to_the_information_point_first() -> None:
    turn = say(State(language="nl", slug="bsn"), press("human:bsn"), ctx=desk())
    assert "workinnl" in turn.replies[0].text
    assert actions(turn)[0] == "desk:offer__bsn"
    offered = say(turn.state, press("desk:offer__bsn"), ctx=desk())
    assert "desk:chat__bsn" in actions(offered)


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("pl", "06 12345678", "+31612345678"),
        ("pl", "512 345 678", "+48512345678"),
        ("ro", "0712 034 567", "+40712034567"),
        ("bg", "+359 88 123 4567", "+359881234567"),
        ("nl", "0031612345678", "+31612345678"),
    ],
)
def test_a_call_is_agreed_in_words(language: str, typed: str, number: str) -> None:
    asked = say(State(language=language), press("callback:dismissal"), ctx=desk())
    assert asked.state.step == "number"
    part = say(asked.state, text(typed), sure("bsn"), ctx=desk())
    assert actions(part) == [f"desk:{one}__dismissal" for one in ("morning", "afternoon", "any")]
    confirm = say(part.state, press("desk:morning__dismissal"), ctx=desk())
    assert actions(confirm)[0] == "desk:confirm__dismissal"
    assert opened(confirm) is None
    yes = {"pl": "tak", "ro": "da", "bg": "да", "nl": "ja"}[language]
    done = say(confirm.state, text(yes), sure("affirm"), ctx=desk())
    assert opened(done) == OpenCase(language, "dismissal", "work", False, "callback", number, "morning")
    assert number not in repr(opened(done))
    assert done.state.number == ""


def test_a_number_that_can_not_be_called_is_asked_again_and_then_left() -> None:
    turn = say(State(language="nl"), press("callback"), ctx=desk())
    for _ in range(2):
        turn = say(turn.state, text("0800 0113 00"), sure("bsn"), ctx=desk())
        assert turn.state.step == "number"
    turn = say(turn.state, text("12345"), sure("bsn"), ctx=desk())
    assert turn.state.step == ""
    assert "088-800 8222" in turn.replies[0].text
    question = say(
        say(State(language="nl"), press("callback"), ctx=desk()).state, text("hoe kom ik aan een bsn"), sure("bsn")
    )
    assert question.state.slug == "bsn"


def test_a_call_without_a_number_asks_for_it_again() -> None:
    for action in ("desk:confirm__contract", "desk:morning__contract"):
        turn = say(State(language="pl"), press(action), ctx=desk())
        assert turn.state.step == "number"
        assert opened(turn) is None


def test_the_waiting_is_told_honestly() -> None:
    ask = press("desk:chat__contract")
    now = say(State(language="pl"), ask, ctx=desk()).replies[0].text
    assert "Twoje miejsce w kolejce: 4." in now
    assert "11:30" in now  # half an hour from 11:00 in Amsterdam
    closed = say(State(language="pl"), ask, ctx=desk(SUNDAY)).replies[0].text
    assert "poniedziałek 23 listopada, 09:00" in closed
    urgent = say(State(language="pl"), press("desk:chat__exploitation"), ctx=desk()).replies[0].text
    assert "Twoje miejsce w kolejce: 2." in urgent


def test_the_web_page_gives_a_link_for_the_phone() -> None:
    turn = say(State(language="nl"), press("desk:chat__contract"), ctx=desk(channel="web"))
    assert OfferMove(TOKEN) in turn.effects
    assert f"https://t.me/win_test_bot?start=move_{TOKEN}" in turn.replies[0].text
    assert f"https://wa.me/3197010000000?text=move_{TOKEN}" in turn.replies[0].text
    assert TOKEN not in repr(turn.effects)
    elsewhere = say(State(language="nl"), press("desk:chat__contract"), ctx=desk())
    assert "move_" not in elsewhere.replies[0].text
    none = say(
        State(language="nl"),
        press("desk:chat__contract"),
        ctx=desk(channel="web", telegram_name="", whatsapp_number=""),
    )
    assert "move_" not in none.replies[0].text
    again = joined(turn.state, press("desk:move"), "waiting", desk(channel="web", token="n" * 24))
    assert again.effects == (OfferMove("n" * 24),)


@pytest.mark.parametrize(
    "incoming",
    [
        Incoming(IncomingKind.START, action=f"move_{TOKEN}"),
        text(f"move_{TOKEN}"),
        text(f"/start move_{TOKEN}"),
    ],
)
def test_a_link_that_arrives_is_handed_to_the_desk(incoming: Incoming) -> None:
    assert say(State(), incoming, ctx=desk()).effects == (MoveCase(TOKEN),)
    assert joined(State(), incoming, "waiting", desk()).effects == (MoveCase(TOKEN),)


def test_what_joins_is_acknowledged_once() -> None:
    state = say(State(language="pl"), press("desk:chat__contract"), ctx=desk()).state
    first = joined(state, text("szef nie placi"), "waiting", desk())
    assert len(first.replies) == 1
    second = joined(first.state, text("od miesiaca"), "waiting", desk())
    assert second.replies == ()
    assert joined(second.state, text("halo"), "adviser", desk()).replies == ()


@pytest.mark.parametrize("mode", ["waiting", "adviser"])
def test_pictures_are_thanked_for_and_sounds_asked_for_in_words(mode: str) -> None:
    state = State(language="nl", told=True)
    picture = joined(state, Incoming(IncomingKind.UNREADABLE, what="image"), mode, desk())
    voice = joined(state, Incoming(IncomingKind.UNREADABLE, what="voice"), mode, desk())
    assert len(picture.replies) == len(voice.replies) == 1
    assert picture.replies != voice.replies


@pytest.mark.parametrize("mode", ["waiting", "adviser"])
@pytest.mark.parametrize(("words", "number"), [("chce sie zabic", "113"), ("mąż nie oddycha", "112")])
def test_a_life_in_danger_gets_its_number_at_any_time(mode: str, words: str, number: str) -> None:
    for state in (State(language="pl"), State(language="pl", told=True, warned="suicidal_thoughts medical_emergency")):
        turn = joined(state, text(words), mode, desk())
        assert turn.replies
        assert turn.replies[0].choices == ()
        assert "tel:" in turn.replies[0].text


def test_other_urgent_words_get_their_contact_while_waiting_once() -> None:
    first = joined(State(language="pl"), text("szef zabrał mi paszport"), "waiting", desk())
    assert "tel:" in first.replies[0].text
    second = joined(first.state, text("zabrał mi paszport, mówię"), "waiting", desk())
    assert "tel:" not in "".join(reply.text for reply in second.replies)
    assert joined(State(language="pl"), text("szef zabrał mi paszport"), "adviser", desk()).replies == ()


@pytest.mark.parametrize("mode", ["waiting", "adviser"])
@pytest.mark.parametrize("words", ["stop", "STOP!", "koniec", "стоп", "gata", "stoppen"])
def test_stop_returns_to_the_bot(mode: str, words: str) -> None:
    turn = joined(State(language="pl", told=True), text(words), mode, desk())
    assert StopCase() in turn.effects
    assert turn.replies


@pytest.mark.parametrize("mode", ["waiting", "adviser"])
def test_delete_my_data_works_while_a_case_is_open(mode: str) -> None:
    asked = joined(State(language="ro"), text("șterge datele mele"), mode, desk())
    assert asked.state.confirming == "erase"
    assert EraseConversation() not in asked.effects
    assert EraseConversation() in joined(asked.state, text("da"), mode, desk()).effects
    assert EraseConversation() in joined(State(language="ro"), press("erase:yes"), mode, desk()).effects
    kept = joined(asked.state, text("nu"), mode, desk())
    assert kept.effects == ()
    # A yes to something else the adviser asked erases nothing.
    other = joined(asked.state, text("ce înseamnă asta?"), mode, desk())
    assert EraseConversation() not in joined(other.state, text("da"), mode, desk()).effects


@pytest.mark.parametrize("language", [*LANGUAGES, *ADVISERS_ONLY])
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_desk_has_its_sentences_in_every_language_of_advisers(language: str, moment: str) -> None:
    expected = Expectation(2, MONDAY)
    turn = spoken(moment, State(), language, desk(), name="E*wa", expected=expected)
    assert turn.replies[0].language == language
    assert turn.replies[0].text
    assert "{" not in turn.replies[0].text
    if moment == "joined":
        assert "E\\*wa" in turn.replies[0].text


def test_did_it_help() -> None:
    closed = spoken("closed", State(language="nl"), "nl", desk())
    assert say(closed.state, press("helped:yes"), ctx=desk()).effects == (CaseHelped(True, "nl"),)
    no = say(closed.state, press("helped:no"), ctx=desk())
    assert CaseHelped(False, "nl") in no.effects
    assert "human" in actions(no)


OTHERS = {
    "en": "hello, my boss does not pay me my wages, what can I do?",
    "uk": "добрий день, начальник не платить мені зарплату, що робити?",
    "ru": "здравствуйте, начальник не платит мне зарплату, что делать?",
    "tr": "merhaba, patronum maaşımı ödemiyor, ne yapabilirim?",
    "de": "guten Tag, mein Chef zahlt mir keinen Lohn, was kann ich tun?",
    "el": "καλημέρα, το αφεντικό μου δεν με πληρώνει, τι μπορώ να κάνω;",
    "hu": "jó napot, a főnököm nem fizeti ki a béremet, mit tehetek?",
    "es": "hola, mi jefe no me paga el sueldo, ¿qué puedo hacer?",
}


@pytest.mark.parametrize(("language", "words"), OTHERS.items())
def test_a_language_that_only_advisers_speak_gets_a_case_in_it(language: str, words: str) -> None:
    offered = say(State(), text(words), ctx=desk())
    assert offered.replies[0].language == language
    assert offered.state.language == ""
    case = say(offered.state, press("desk:chat__human"), ctx=desk())
    found = opened(case)
    assert found
    assert (found.language, found.slug) == (language, "human")
    assert case.replies[0].language == language
    assert joined(case.state, text("..."), "waiting", desk()).replies[0].language == language
    called = say(say(offered.state, press("desk:call__human"), ctx=desk()).state, text("+31612345678"), ctx=desk())
    assert called.replies[0].language == language
    confirm = say(called.state, press("desk:any__human"), ctx=desk())
    assert opened(say(confirm.state, press("desk:confirm__human"), ctx=desk())) == OpenCase(
        language, "human", "", False, "callback", "+31612345678", "any"
    )
    without = say(State(), text(words), ctx=desk(languages=frozenset(LANGUAGES)))
    assert {action.split(":")[0] for action in actions(without)} == {"lang"}


@settings(max_examples=150, deadline=None)
@given(
    words=st.text(max_size=60),
    action=st.sampled_from(
        ["", "desk:chat", "desk:confirm", "desk:xx__yy", "helped:maybe", "stop", "erase", "ask:bsn", "?"]
    ),
    kind=st.sampled_from(list(IncomingKind)),
    mode=st.sampled_from(["waiting", "adviser"]),
    language=st.sampled_from(["", *LANGUAGES]),
    other=st.sampled_from(["", *ADVISERS_ONLY]),
)
def test_nothing_that_joins_raises_or_leaves_the_languages(
    words: str, action: str, kind: IncomingKind, mode: str, language: str, other: str
) -> None:
    turn = joined(State(language=language, spoken=other), Incoming(kind, text=words, action=action), mode, desk())
    assert turn.state.language in ("", *snapshot().languages)
    assert all(isinstance(reply, Reply) and reply.text for reply in turn.replies)
    again = say(
        State(language=language, spoken=other, step="number"), Incoming(kind, text=words, action=action), ctx=desk()
    )
    assert again.state.language in ("", *snapshot().languages)
    assert again.replies
