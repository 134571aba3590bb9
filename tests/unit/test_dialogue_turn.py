"""Conversations through the pure dialogue: what a person gets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.actions import VERBS, Action
from bot.dialogue.context import Thresholds, Understanding
from bot.dialogue.effects import Count, EraseConversation, RecordFeedback, RecordWish
from bot.dialogue.plan import plan
from bot.dialogue.state import State
from bot.dialogue.turn import apology
from bot.messages import MAX_ACTION_BYTES, Incoming, IncomingKind
from tests.support.dialogue import context, press, ranked, say, snapshot, sure, text, wording

LANGUAGES = ("pl", "ro", "bg", "nl")
FIRST = {
    "jak sie zameldowac w holandii?": "pl",
    "cum mă înregistrez la primărie": "ro",
    "как да си извадя bsn": "bg",
    "kak da se registriram v obshtinata": "bg",
    "ik zoek een huisarts": "nl",
}
PASSPORT = {
    "szef zabrał mi paszport": "pl",
    "patronul mi-a luat pașaportul": "ro",
    "шефът ми взе паспорта": "bg",
    "shefa mi vze pasporta": "bg",
    "mijn baas heeft mijn paspoort afgepakt": "nl",
}


@pytest.mark.parametrize(("words", "language"), FIRST.items())
def test_a_first_question_is_answered_at_once_in_its_language_with_a_line_of_notice(words: str, language: str) -> None:
    turn = say(State.new(), text(words), sure("brp_register"))
    (reply,) = turn.replies
    assert reply.language == language
    assert f"brp\\_register \\({language}\\)" in reply.text
    assert "Gemeente Test" in reply.text
    assert turn.state.slug == "brp_register"
    assert turn.state.noticed


def test_the_apology_speaks_the_language_of_the_telephone_to_somebody_new() -> None:
    hello = Incoming(IncomingKind.TEXT, "?", language_hint="ro-MD")
    assert apology(State.new(), hello, context()).language == "ro"
    assert apology(State(language="bg"), hello, context()).language == "bg"


def test_the_notice_comes_once() -> None:
    first = say(State.new(), text("jak sie zameldowac w holandii?"), sure("brp_register"))
    second = say(first.state, text("a jak dostac bsn?"), sure("bsn"))
    assert "Gemeente Test" not in second.replies[0].text


@pytest.mark.parametrize(("words", "language"), PASSPORT.items())
@pytest.mark.parametrize("model", [None, sure("identity_document", 0.99)])
def test_a_taken_passport_gets_help_before_any_notice_and_without_a_model(
    words: str, language: str, model: object
) -> None:
    turn = say(State.new(), text(words), model)  # type: ignore[arg-type]
    assert turn.replies[0].language == language
    assert "112" in turn.replies[0].text
    assert "Gemeente Test" not in turn.replies[0].text
    assert Count("urgent", language, "exploitation") in turn.effects


def test_a_model_that_sees_no_danger_at_all_calms_a_rule_and_its_absence_does_not() -> None:
    said = text("is 113 per week voor een bed te veel")
    calm = Understanding((("agency_deductions", 0.95),), 0.9, Thresholds(rule=0.02), "test")
    doubtful = replace(calm, ranking=(("agency_deductions", 0.9), ("suicidal_thoughts", 0.02)))
    alarm = Count("urgent", "nl", "suicidal_thoughts")
    assert alarm in say(State(language="nl"), said, None).effects
    assert alarm in say(State(language="nl"), said, doubtful).effects
    answered = say(State(language="nl"), said, calm)
    assert Count("answered", "nl", "agency_deductions") in answered.effects


def test_a_doubtful_urgent_question_goes_before_a_likelier_one() -> None:
    turn = say(
        State(language="pl"), text("cos jest nie tak"), ranked(("mental_health", 0.7), ("suicidal_thoughts", 0.25))
    )
    assert Count("urgent", "pl", "suicidal_thoughts") in turn.effects


@pytest.mark.parametrize("slug", ["medical_emergency", "suicidal_thoughts"])
def test_a_life_in_danger_is_never_sent_to_a_queue(slug: str) -> None:
    turn = say(State(language="nl"), press(f"ask:{slug}"))
    assert not [choice for reply in turn.replies for choice in reply.choices if choice.action.startswith("human")]


def test_two_urgent_questions_show_both_contacts_in_two_messages() -> None:
    understood = ranked(("domestic_violence", 0.4), ("exploitation", 0.35))
    turn = say(State(language="pl"), text("on mnie zamyka w domu"), understood)
    assert len(turn.replies) == 2


def test_out_of_scope_is_not_answered_as_a_question_of_ours() -> None:
    turn = say(State.new(), text("kto wygra mecz?"), sure("out_of_scope"))
    assert turn.effects == (Count("out_of_scope", "pl"),)


def test_an_unsure_model_asks_back_with_buttons_and_a_yes_takes_the_only_one() -> None:
    asked = say(State(language="ro"), text("hartia aia"), ranked(("cak_letter", 0.4), ("greet", 0.1)))
    actions = [choice.action for choice in asked.replies[0].choices]
    assert actions[0] == "ask:cak_letter"
    assert "none" in actions
    yes = say(asked.state, text("da"), sure("affirm"))
    assert yes.state.slug == "cak_letter"


def test_people_type_the_number_or_the_words_of_a_button() -> None:
    asked = say(State(language="pl"), text("ten papier"), ranked(("cak_letter", 0.3), ("bsn", 0.2)))
    assert say(asked.state, text("2")).state.slug == "bsn"
    assert say(asked.state, text("CAK_LETTER (pl)")).state.slug == "cak_letter"


def test_two_misunderstandings_offer_a_person_first() -> None:
    first = say(State(language="nl", noticed=True), text("blub"), ranked(("bsn", 0.1), in_scope=0.1))
    assert not first.replies[0].choices[0].action.startswith("human")
    second = say(first.state, text("blub blub"), ranked(("bsn", 0.1), in_scope=0.1))
    assert second.replies[0].choices[0].action.startswith("human")
    answered = say(second.state, text("hoe kom ik aan een bsn"), sure("bsn"))
    assert answered.state.misses == 0


def test_a_clear_sentence_in_another_language_is_answered_in_it_with_the_way_back() -> None:
    turn = say(State(language="pl", noticed=True), text("cum mă înregistrez la primărie?"), sure("brp_register"))
    reply = turn.replies[0]
    assert reply.language == "ro"
    assert reply.choices[0].action == "stay:pl"
    assert reply.choices[0].title == "Dalej po polsku"
    back = say(turn.state, press("stay:pl"))
    assert back.state.language == "pl"


@pytest.mark.parametrize("words", ["BSN?", "ok", "DigiD", "112?", "👍"])
def test_short_and_shared_words_never_change_the_language(words: str) -> None:
    assert say(State(language="bg"), text(words), sure("bsn")).state.language == "bg"


def test_a_short_first_word_gets_the_languages_and_is_answered_after_the_choice() -> None:
    first = say(State.new(), text("BSN?"))
    assert [choice.action for choice in first.replies[0].choices] == ["lang:pl", "lang:ro", "lang:bg", "lang:nl"]
    chosen = press("lang:bg")
    assert [(ask.language, ask.text) for ask in plan(first.state, chosen, context()).parse] == [("bg", "BSN?")]
    assert say(first.state, chosen, sure("bsn")).state.slug == "bsn"


def test_a_language_hint_of_the_channel_is_enough_for_a_short_word() -> None:
    assert say(State.new(), text("BSN?", language_hint="pl-PL"), sure("bsn")).replies[0].language == "pl"


def test_a_language_that_only_advisers_speak_gets_its_own_message() -> None:
    turn = say(State.new(), text("hello, where do I register in the Netherlands?"))
    assert turn.replies[0].language == "en"
    assert "088-800 8222" in turn.replies[0].text
    assert {choice.action for choice in turn.replies[0].choices} == {f"lang:{language}" for language in LANGUAGES}


def test_with_the_nlu_away_people_get_the_menu_and_a_number() -> None:
    turn = say(State(language="ro"), text("cum primesc bani de la stat pentru chirie"), None)
    assert "088-800 8222" in turn.replies[0].text
    assert turn.effects == (Count("nlu_down", "ro"),)
    assert turn.state.misses == 0


def test_a_deep_link_opens_its_answer_in_its_language_and_keeps_the_place() -> None:
    turn = say(State.new(), Incoming(IncomingKind.START, action="minimum_wage-bg--tilburg"))
    assert (turn.state.slug, turn.state.language, turn.state.place) == ("minimum_wage", "bg", "tilburg")


@pytest.mark.parametrize("payload", ["", "nonsense", "minimum_wage", "greet", "x" * 200, "--", "bsn-xx--"])
def test_a_start_without_a_language_shows_the_languages(payload: str) -> None:
    turn = say(State.new(), Incoming(IncomingKind.START, action=payload))
    assert {choice.action for choice in turn.replies[0].choices} == {f"lang:{language}" for language in LANGUAGES}


def test_delete_my_data_asks_once_and_then_erases() -> None:
    for word in ("usuń moje dane", "șterge", "изтрий", "wis mijn gegevens"):
        asked = say(State(language="pl"), text(word))
        assert asked.state.confirming == "erase"
        assert not any(isinstance(effect, EraseConversation) for effect in asked.effects)
    done = say(asked.state, text("tak"))
    assert EraseConversation() in done.effects
    kept = say(asked.state, press("erase:no"))
    assert not any(isinstance(effect, EraseConversation) for effect in kept.effects)


def test_the_answer_on_privacy_carries_the_button_that_deletes() -> None:
    turn = say(State(language="nl"), text("wat bewaren jullie over mij"), sure("privacy"))
    assert [choice.action for choice in turn.replies[0].choices][:2] == ["erase", "about"]


def test_a_yes_long_after_the_question_erases_nothing() -> None:
    asked = say(State(language="pl"), text("usuń moje dane"))
    other = say(asked.state, text("jak dostac bsn"), sure("bsn"))
    late = say(other.state, text("tak"), sure("affirm"))
    assert not any(isinstance(effect, EraseConversation) for effect in late.effects)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wish_for_a_person_is_kept_and_says_who_helps(language: str) -> None:
    turn = say(State(language=language, slug="unpaid_wages"), text("ik wil met iemand praten"), sure("human"))
    assert RecordWish("human", "unpaid_wages", turn.state.language) in turn.effects
    assert "088-800 8222" in turn.replies[0].text


def test_feedback_is_counted_and_a_no_offers_a_person_first() -> None:
    good = say(State(language="nl"), press("yes:bsn"))
    assert RecordFeedback("bsn", "nl", True) in good.effects
    bad = say(State(language="nl"), press("no:bsn"))
    assert RecordFeedback("bsn", "nl", False) in bad.effects
    assert bad.replies[0].choices[0].action == "human:bsn"


@pytest.mark.parametrize("what", ["voice", "image", "sticker", "location", "unknown"])
def test_what_can_not_be_read_gets_a_friendly_answer(what: str) -> None:
    turn = say(State(language="bg"), Incoming(IncomingKind.UNREADABLE, what=what))
    assert turn.replies[0].choices


def test_a_topic_button_pressed_first_opens_in_the_language_of_the_page() -> None:
    turn = say(State.new(), Incoming(IncomingKind.CHOICE, action="topic:work", language_hint="pl"))
    assert turn.replies[0].language == "pl"
    assert any(choice.action == "ask:minimum_wage" for choice in turn.replies[0].choices)


@pytest.mark.parametrize(
    "action", ["ask:gone_slug", "more:bsn2", "topic:nothing", "rubbish", "", "lang:xx", "ask:greet"]
)
def test_an_old_button_says_so_and_shows_the_menu(action: str) -> None:
    turn = say(State(language="pl"), press(action))
    assert any(
        choice.action.startswith("topic:") or choice.action.startswith("lang:") for choice in turn.replies[0].choices
    )


def test_every_question_can_be_reached_by_menus_alone() -> None:
    reached = set()
    menu = say(State(language="nl"), press("menu"))
    for topic in [choice.action for choice in menu.replies[0].choices if choice.action.startswith("topic:")]:
        action, seen = topic, set[str]()
        while action not in seen:
            seen.add(action)
            page = say(State(language="nl"), press(action)).replies[0]
            assert len(page.choices) <= 10
            reached |= {choice.action for choice in page.choices if choice.action.startswith("ask:")}
            action = next((c.action for c in page.choices if c.action.startswith(f"{topic}:")), topic)
    assert reached == {f"ask:{slug}" for language, slug in snapshot().answers if language == "nl"}


@settings(max_examples=300, deadline=None)
@given(
    words=st.text(max_size=300),
    action=st.one_of(
        st.text(max_size=40), st.builds(lambda v, t: f"{v}:{t}", st.sampled_from(sorted(VERBS)), st.text(max_size=9))
    ),
    kind=st.sampled_from(list(IncomingKind)),
    language=st.sampled_from(["", *LANGUAGES]),
    slug=st.sampled_from([None, *snapshot().questions]),
)
def test_no_input_raises_and_everybody_gets_an_answer(
    words: str, action: str, kind: IncomingKind, language: str, slug: str | None
) -> None:
    incoming = Incoming(kind, text=words, action=action)
    turn = say(State(language=language), incoming, None if slug is None else sure(slug))
    assert 1 <= len(turn.replies) <= 2
    assert all(reply.text for reply in turn.replies)
    choices = [choice for reply in turn.replies for choice in reply.choices]
    assert all(len(choice.action.encode()) <= MAX_ACTION_BYTES for choice in choices)
    for reply in turn.replies:
        assert len({choice.action for choice in reply.choices}) == len(reply.choices) <= 10
    assert State.from_json(turn.state.to_json()) == turn.state


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_a_state_of_any_shape_is_read_without_raising(data: object) -> None:
    State.from_json(data)
    State.from_json({"language": data, "offered": data, "misses": data, "confirming": data})


def test_actions_are_short_for_every_slug() -> None:
    for slug in snapshot().questions:
        for verb in VERBS:
            assert len(str(Action(verb, slug, 99)).encode()) <= MAX_ACTION_BYTES


@pytest.mark.parametrize("action", ["", "weather:today", "ASK:bsn", "ask:bsn:2:3", "x" * 64, "ask:no_such_question"])
def test_a_button_that_means_nothing_any_more_says_so(action: str) -> None:
    told = say(State(language="pl"), press(action)).replies[0].text
    assert told == wording().text(
        "pl", "This button is from an older version and no longer works. Please choose again."
    )


def test_the_answer_to_a_changed_message_is_marked_and_contacts_stay_on_top() -> None:
    mark = wording().text("pl", "You changed your message. This is the answer to the new one.")
    changed = say(State(language="pl"), replace(text("jak dostać numer bsn"), edited=True), sure("bsn"))
    assert changed.replies[0].text.startswith(f"{mark}\n\n**bsn")
    urgent = say(State(language="pl"), replace(text("szef zabrał mi paszport"), edited=True))
    assert urgent.replies[0].text.endswith(mark)
    assert sum(mark in reply.text for reply in (*changed.replies, *urgent.replies)) == 2
