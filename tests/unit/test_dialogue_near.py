"""Which town are you in: the nearest desk in a conversation."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.context import Context
from bot.dialogue.effects import Count
from bot.dialogue.near import DESKS
from bot.dialogue.plan import plan
from bot.dialogue.state import State
from bot.messages import MAX_ACTION_BYTES, Incoming, IncomingKind
from tests.support.dialogue import context, press, ranked, say, snapshot, sure, text

LANGUAGES = ("pl", "ro", "bg", "nl")
BUTTON = {"pl": "Blisko mnie", "ro": "Aproape de mine", "bg": "Близо до мен", "nl": "Bij mij in de buurt"}
UNSURE = ranked(("bsn", 0.3), in_scope=0.5)


def awaiting(slug: str, language: str = "pl") -> State:
    turn = say(State(language=language, noticed=True), press(f"near:{slug}"))
    assert turn.state.awaiting == slug
    return turn.state


@pytest.mark.parametrize("slug", DESKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_four_answers_offer_near_me_first(slug: str, language: str) -> None:
    reply = say(State(language=language, noticed=True), press(f"ask:{slug}")).replies[-1]
    assert (reply.choices[0].action, reply.choices[0].title) == (f"near:{slug}", BUTTON[language])


def test_other_answers_do_not() -> None:
    reply = say(State(language="pl"), press("ask:bsn")).replies[0]
    assert not any(choice.action.startswith("near") for choice in reply.choices)


def test_the_way_back_to_the_other_language_stays_first() -> None:
    turn = say(State(language="pl"), text("unde este cel mai apropiat punct de informare?"), sure("info_point"))
    assert [choice.action for choice in turn.replies[0].choices[:2]] == ["stay:pl", "near:info_point"]


@pytest.mark.parametrize(
    ("slug", "town", "expected"),
    [
        ("info_point", "w Tilburgu", "WIN-punt Midden-Brabant, Tilburg"),
        ("legal_help", "Roterdam", "WIN-punt Rotterdam"),
        ("rni_short_stay", "naldwijk", "RNI Westland, Naaldwijk"),
        ("homeless", "jestem w hadze", "14 070"),
    ],
)
def test_a_typed_town_gets_the_nearest_desk_without_a_model(slug: str, town: str, expected: str) -> None:
    state = awaiting(slug)
    assert plan(state, text(town), context()).parse == ()
    turn = say(state, text(town))
    assert expected in turn.replies[0].text
    assert (turn.state.awaiting, turn.state.slug, turn.state.language) == ("", slug, "pl")
    assert Count("near", "pl", slug, DESKS[slug]) in turn.effects


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("info_point", ["workinnl.nl", "088-800 8222"]),
        ("legal_help", ["088-800 8222", "workinnl.nl"]),
        ("rni_short_stay", ["denhaag.nl", "rvig.nl", "088-900 10 00"]),
        ("homeless", ["14 070", "barkanl.org", "112"]),
    ],
)
def test_the_desk_comes_with_where_to_check_and_the_national_way(slug: str, expected: list[str]) -> None:
    reply = say(awaiting(slug), text("Haga")).replies[0]
    assert [part for part in expected if part not in reply.text] == []


def test_an_address_is_shown_only_once_it_is_verified() -> None:
    turn = say(awaiting("info_point"), text("Breda"))
    assert "Claudius Prinsenlaan" not in turn.replies[0].text
    breda = snapshot().contacts["win_west_brabant"]
    assert breda.address is not None
    verified = replace(breda, address=replace(breda.address, check=False))
    contacts = MappingProxyType({**snapshot().contacts, breda.id: verified})
    ctx = context(snapshot=replace(snapshot(), contacts=contacts))
    assert "Claudius Prinsenlaan 10" in say(awaiting("info_point"), text("Breda"), ctx=ctx).replies[0].text


def test_a_town_without_a_verified_shelter_number_gets_no_invented_one() -> None:
    reply = say(awaiting("homeless"), text("Naaldwijk")).replies[0]
    assert "daklozenopvang Westland" in reply.text
    assert "14 0" not in reply.text


def test_an_unverified_shelter_number_is_not_shown() -> None:
    hague = snapshot().contacts["shelter_den_haag"]
    assert hague.phone is not None
    contacts = {**snapshot().contacts, hague.id: replace(hague, phone=replace(hague.phone, check=True))}
    ctx: Context = context(snapshot=replace(snapshot(), contacts=MappingProxyType(contacts)))
    reply = say(awaiting("homeless"), text("Haga"), ctx=ctx).replies[0]
    assert "14 070" not in reply.text
    assert "daklozenopvang Den Haag" in reply.text


def test_namesakes_become_buttons_and_one_tap_answers() -> None:
    asked = say(awaiting("info_point", "nl"), text("Rijswijk"))
    choices = asked.replies[0].choices
    assert [choice.action for choice in choices] == [
        "at:info_point__rijswijk",
        "at:info_point__rijswijk_altena",
        "near:info_point:1",
    ]
    assert len({choice.title for choice in choices}) == 3
    assert all(len(choice.title) <= 20 and len(choice.row) <= 24 for choice in choices)
    assert "WIN-punt Den Haag" in say(asked.state, press(choices[0].action)).replies[0].text
    assert "WIN-punt" in say(asked.state, text("2")).replies[0].text


@pytest.mark.parametrize("slug", DESKS)
@pytest.mark.parametrize("model", [None, UNSURE])
def test_an_unknown_place_is_asked_once_more_and_then_gets_the_national_way(slug: str, model: object) -> None:
    first = say(awaiting(slug), text("Brzdękowo"), model)  # type: ignore[arg-type]
    assert first.state.awaiting == slug
    second = say(first.state, text("Brzdękowo Dolne"), model)  # type: ignore[arg-type]
    assert second.state.awaiting == ""
    national = {"rni_short_stay": "rvig.nl", "homeless": "14 020"}.get(slug, "workinnl.nl")
    assert national in second.replies[0].text
    assert second.replies[0].choices
    found = say(first.state, text("Tilburg"), model)  # type: ignore[arg-type]
    assert found.state.place == "tilburg"


@pytest.mark.parametrize(
    ("language", "words", "slug"),
    [
        ("pl", "ile wynosi płaca minimalna w Rotterdamie?", "minimum_wage"),
        ("ro", "cum îmi fac asigurare de sănătate în Haga", "insurance_obligation"),
        ("bg", "как да си извадя bsn", "bsn"),
        ("nl", "hoe zoek ik een huisarts in Tilburg?", "find_huisarts"),
    ],
)
def test_a_question_instead_of_a_town_is_answered_as_a_question(language: str, words: str, slug: str) -> None:
    slug = slug if slug in snapshot().questions else "bsn"
    turn = say(awaiting("info_point", language), text(words), sure(slug))
    assert turn.state.slug == slug
    assert turn.state.awaiting == ""


def test_a_short_question_that_the_model_is_sure_of_is_a_question() -> None:
    assert say(awaiting("info_point"), text("numer bsn"), sure("bsn", 0.95)).state.slug == "bsn"
    assert say(awaiting("info_point"), text("Wólka Mała"), sure("bsn", 0.6)).state.awaiting == "info_point"


def test_a_cry_for_help_comes_before_the_town() -> None:
    turn = say(awaiting("info_point"), text("szef zabrał mi paszport w Tilburgu"))
    assert Count("urgent", "pl", "exploitation") in turn.effects


def test_commands_and_buttons_work_while_we_wait_for_a_town() -> None:
    state = awaiting("info_point")
    assert say(state, text("menu")).effects == (Count("menu", "pl"),)
    assert say(state, text("usuń moje dane")).state.confirming == "erase"
    assert say(state, press("ask:bsn")).state.slug == "bsn"


def test_a_town_does_not_change_the_language() -> None:
    for town in ("Hága", "Den Haag", "Хага", "Amsterdam Zuidoost", "Schubbekutteveen"):
        assert say(awaiting("info_point", "ro"), text(town), UNSURE).replies[0].language == "ro"


def test_a_voice_note_does_not_end_the_question() -> None:
    turn = say(awaiting("rni_short_stay"), Incoming(IncomingKind.UNREADABLE, what="voice"))
    assert turn.state.awaiting == "rni_short_stay"


@pytest.mark.parametrize(
    ("language", "words", "slug", "expected"),
    [
        ("pl", "gdzie jest punkt WIN w Tilburgu", "info_point", "WIN-punt Midden-Brabant"),
        ("ro", "unde mă înregistrez RNI lângă Roterdam?", "rni_short_stay", "RNI Rotterdam"),
        ("bg", "къде има безплатен адвокат в Ейндховен", "legal_help", "WIN-punt Zuidoost-Brabant"),
        ("nl", "waar is een informatiepunt bij Venray", "info_point", "WIN-punt Noord-Limburg"),
    ],
)
def test_a_question_that_names_its_town_gets_the_desk_as_its_last_paragraph(
    language: str, words: str, slug: str, expected: str
) -> None:
    turn = say(State(language=language, noticed=True), text(words), sure(slug))
    (reply,) = turn.replies
    assert expected in reply.text.split("\n\n")[-1]
    assert reply.choices[0].action == f"near:{slug}:1"
    assert turn.state.offered[0][0] == f"near:{slug}:1"


def test_no_place_to_sleep_in_a_town_shows_its_number_at_once_without_a_model() -> None:
    turn = say(State.new(), text("няма къде да спя в Хага"))
    assert Count("urgent", "bg", "homeless") in turn.effects
    assert "14 070" in turn.replies[-1].text.split("\n\n")[-1]


def test_two_urgent_answers_stay_two_messages() -> None:
    understood = ranked(("homeless", 0.5), ("exploitation", 0.4))
    turn = say(State(language="pl"), text("jestem w Rotterdamie i boję się"), understood)
    assert len(turn.replies) == 2
    assert "14 010" in turn.replies[0].text
    assert turn.replies[1].choices[0].action == "near:homeless:1"


def test_two_towns_in_a_question_are_not_guessed_between() -> None:
    turn = say(State(language="nl", place="tilburg"), text("wonen in Lisse, RNI in Leiden?"), sure("rni_short_stay"))
    assert "RNI" not in turn.replies[0].text.split("\n\n")[-1]
    assert turn.replies[0].choices[0].action == "near:rni_short_stay"


def test_the_links_place_code_is_a_known_town() -> None:
    turn = say(State.new(), Incoming(IncomingKind.START, action="info_point-bg--tilburg"))
    assert "WIN-punt Midden-Brabant" in turn.replies[0].text
    other = say(State.new(), Incoming(IncomingKind.START, action="info_point-bg--poster7"))
    assert "WIN-punt" not in other.replies[0].text


def test_a_town_once_told_is_known_and_can_be_changed() -> None:
    told = say(awaiting("info_point"), text("Venlo"))
    assert "RNI Venlo" in say(told.state, press("ask:rni_short_stay")).replies[0].text
    assert "14 077" in say(told.state, press("near:homeless")).replies[0].text
    again = say(told.state, press("near:info_point:1"))
    assert again.state.awaiting == "info_point"
    assert say(again.state, text("Breda")).state.place == "breda"


@pytest.mark.parametrize("town", ["Tilburg", "w Tilburgu", "Тилбург", "mieszkam w tilburgu", "Tillburg"])
def test_a_town_typed_right_after_the_answer_needs_no_button(town: str) -> None:
    answered = say(State(language="pl", noticed=True), press("ask:info_point"))
    turn = say(answered.state, text(town))
    assert "WIN-punt Midden-Brabant" in turn.replies[0].text
    assert turn.replies[0].language == "pl"


@pytest.mark.parametrize("words", ["best", "ok", "BSN", "baan Tilburg", "ile kosztuje Tilburg?", "dank je", "Zorg"])
def test_other_words_right_after_the_answer_go_to_the_model(words: str) -> None:
    answered = say(State(language="nl", noticed=True), press("ask:info_point"))
    assert plan(answered.state, text(words), context()).parse


@pytest.mark.parametrize("action", ["near:bsn", "near", "near:gone", "at:bsn__tilburg", "at:info_point__gone", "at"])
def test_an_old_button_shows_the_menu(action: str) -> None:
    turn = say(State(language="pl"), press(action))
    assert any(choice.action.startswith("topic:") for choice in turn.replies[0].choices)


def test_every_place_fits_a_button() -> None:
    for name in snapshot().places.by_id:
        for slug in DESKS:
            action = f"at:{slug}__{name}"
            assert len(action.encode()) <= MAX_ACTION_BYTES
            assert say(State(language="nl"), press(action)).state.place == name


@settings(max_examples=200, deadline=None)
@given(
    words=st.one_of(st.text(max_size=80), st.sampled_from([p.name for p in snapshot().places.by_id.values()])),
    slug=st.sampled_from(sorted(DESKS)),
    language=st.sampled_from(LANGUAGES),
    understood=st.sampled_from([None, UNSURE, *map(sure, ("bsn", "homeless", "info_point", "thanks", "out_of_scope"))]),
    tries=st.integers(0, 3),
)
def test_any_answer_to_the_question_gets_one_or_two_replies(
    words: str, slug: str, language: str, understood: object, tries: int
) -> None:
    state = State(language=language, awaiting=slug, tries=tries, place=words[:10])
    turn = say(state, text(words), understood)  # type: ignore[arg-type]
    assert 1 <= len(turn.replies) <= 2
    for reply in turn.replies:
        assert reply.text
        assert len(reply.choices) <= 10
    assert State.from_json(turn.state.to_json()) == turn.state
