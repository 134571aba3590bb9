"""Short questions that lean on the answer before, and two questions in one message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.decide import Outcome, decide_all
from bot.dialogue.effects import Count
from bot.dialogue.followup import LEANS, MAYBE_LEANS, SURELY_LEANS
from bot.dialogue.leaning import MAX_WORDS, OTHER, Leaning, leaning
from bot.dialogue.plan import plan, sentences
from bot.dialogue.state import State
from bot.dialogue.turn import turn
from tests.support.dialogue import context, ranked, say, snapshot, sure, text

UNSURE = ranked(("deductible", 0.4), ("dentist", 0.3))


@pytest.mark.parametrize(
    ("language", "words", "kind"),
    [
        ("pl", "a ile to kosztuje?", "cost"),
        ("pl", "a jakie papiery zabrać", "documents"),
        ("pl", "a dla dziecka?", "child"),
        ("pl", "do kiedy?", "deadline"),
        ("pl", "moge to zalatwic przez internet?", OTHER),
        ("ro", "cât durează?", "duration"),
        ("ro", "si cat costa", "cost"),
        ("ro", "dar pentru copil?", "child"),
        ("ro", "ce acte îmi trebuie", "documents"),
        ("ro", "până când trebuie făcut?", "deadline"),
        ("bg", "а какви документи?", "documents"),
        ("bg", "kolko struva", "cost"),
        ("bg", "а за детето?", "child"),
        ("bg", "къде?", "place"),
        ("bg", "i koga e poslednata data", "deadline"),
        ("nl", "en voor mijn kind?", "child"),
        ("nl", "hoe lang duurt dat?", "duration"),
        ("nl", "en mijn vrouw dan?", "partner"),
        ("nl", "wat kost dat", "cost"),
        ("nl", "wat als ze nee zeggen", OTHER),
    ],
)
def test_what_a_short_question_asks(language: str, words: str, kind: str) -> None:
    found = leaning(words, language)
    assert found.kind == kind
    assert found.share >= LEANS


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "dziecko chore"),
        ("pl", "jak dostac bsn"),
        ("pl", "dziękuję"),
        ("ro", "cat costa dentistul"),
        ("ro", "vreau sa mor"),
        ("bg", "maj mi me bie"),
        ("nl", "wat kost de tandarts"),
        ("nl", "mijn kind wordt gepest op school"),
    ],
)
def test_what_carries_its_own_matter_does_not_lean(language: str, words: str) -> None:
    assert leaning(words, language).share < LEANS


@given(st.text(max_size=200), st.sampled_from(["pl", "ro", "bg", "nl", "xx"]))
def test_nothing_that_people_type_breaks_it(words: str, language: str) -> None:
    assert 0.0 <= leaning(words, language).share <= 1.0


def test_a_long_message_and_an_unknown_language_lean_on_nothing() -> None:
    assert leaning("a ile to kosztuje " * MAX_WORDS, "pl") == Leaning(OTHER, 0.0)
    assert leaning("cost", "xx") == Leaning(OTHER, 0.0)
    assert leaning("", "ro") == Leaning(OTHER, 0.0)


@pytest.mark.parametrize(
    ("language", "before", "words", "after"),
    [
        ("bg", "brp_register", "а какви документи?", "registration_documents"),
        ("nl", "huisarts_register", "en voor mijn kind?", "child_health"),
        ("ro", "specialist_referral", "cât costă?", "deductible"),
    ],
)
def test_the_registry_says_what_it_means(language: str, before: str, words: str, after: str) -> None:
    done = say(State(language=language, noticed=True, slug=before), text(words), UNSURE)
    assert done.state.slug == after
    assert Count("answered", language, after) in done.effects


@pytest.mark.parametrize("words", ["a ile to kosztuje?", "jak długo to trwa?"])
def test_otherwise_the_rest_of_the_answer_is_offered(words: str) -> None:
    done = say(State(language="pl", noticed=True, slug="digid"), text(words), UNSURE)
    actions = [choice.action for choice in done.replies[0].choices]
    assert actions[0] == "more:digid"
    assert "none:digid" in actions


def test_without_an_answer_before_it_is_an_ordinary_message() -> None:
    done = say(State(language="pl", noticed=True), text("a ile to kosztuje?"), UNSURE)
    assert done.replies[0].choices[0].action == "ask:deductible"


def test_a_short_question_that_is_clear_by_itself_is_answered() -> None:
    done = say(State(language="nl", noticed=True, slug="digid"), text("wat kost de tandarts?"), sure("dentist", 0.95))
    assert done.state.slug == "dentist"


def test_what_the_rules_hear_is_never_a_followup() -> None:
    done = say(State(language="pl", noticed=True, slug="digid"), text("a jak chcę się zabić?"), sure("digid"))
    assert Count("urgent", "pl", "suicidal_thoughts") in done.effects


def test_a_call_for_help_that_hardly_leans_is_heard() -> None:
    assert leaning("to koniec ze mną", "pl").share < SURELY_LEANS
    done = say(State(language="pl", noticed=True, slug="digid"), text("to koniec ze mną"), sure("suicidal_thoughts"))
    assert Count("urgent", "pl", "suicidal_thoughts") in done.effects


def test_where_the_model_took_what_surely_leans_for_a_call_for_help_that_help_stays_a_button() -> None:
    state = State(language="ro", noticed=True, slug="tax_return")
    done = say(state, text("până când trebuie trimisă?"), sure("suicidal_thoughts", 0.99))
    actions = [choice.action for choice in done.replies[0].choices]
    assert actions[0] == "more:tax_return"
    assert "ask:suicidal_thoughts" in actions
    assert not [effect for effect in done.effects if isinstance(effect, Count) and effect.event == "urgent"]


def test_what_hardly_leans_keeps_what_it_might_mean_alone_among_the_buttons() -> None:
    words, state = "formularz jaki", State(language="pl", noticed=True, slug="digid")
    assert MAYBE_LEANS <= leaning(words, "pl").share < LEANS
    done = say(state, text(words), ranked(("dentist", 0.5), ("deductible", 0.4)))
    actions = [choice.action for choice in done.replies[0].choices]
    assert actions[:3] == ["more:digid", "ask:dentist", "ask:deductible"]
    surely = say(state, text("a ile to kosztuje?"), ranked(("dentist", 0.5), ("deductible", 0.4)))
    assert "ask:dentist" not in [choice.action for choice in surely.replies[0].choices]


def test_after_help_in_danger_a_second_alarm_is_no_followup() -> None:
    state = State(language="ro", noticed=True, slug="domestic_violence")
    done = say(state, text("și cât durează?"), sure("suicidal_thoughts", 0.99))
    assert Count("urgent", "ro", "suicidal_thoughts") in done.effects


def test_a_neighbour_that_the_model_is_sure_of_is_answered() -> None:
    related = snapshot().questions["tax_return"].related[0]
    done = say(State(language="pl", noticed=True, slug="tax_return"), text("a co dalej z tym?"), sure(related, 0.99))
    assert done.state.slug == related


def test_what_surely_leans_wins_over_a_stranger_that_the_model_is_sure_of() -> None:
    done = say(State(language="nl", noticed=True, slug="digid"), text("en hoe lang duurt dat?"), sure("dentist", 0.99))
    assert done.state.slug == "digid"
    assert done.replies[0].choices[0].action == "more:digid"


def test_sentences_are_looked_at_only_when_there_are_several() -> None:
    assert sentences("jak dostac bsn w holandii?") == []
    assert sentences("Hej!! jak dostac bsn?") == []
    assert sentences("Jestem nowy tutaj. Mieszkam w Hadze z bratem. Jak dostac bsn?") == [
        "Jestem nowy tutaj",
        "Mieszkam w Hadze z bratem",
        "Jak dostac bsn",
    ]
    story = text("Jestem nowy tutaj. Jak dostac bsn?")
    assert len(plan(State(language="pl"), story, context()).parse) == 3


def test_of_a_long_message_without_a_full_stop_the_end_is_read_too() -> None:
    story = "mieszkam tu od maja i pracuje w szklarni " * 12 + "i chcialbym wiedziec jak dostac bsn"
    asked = [one.text for one in plan(State(language="pl"), text(story), context()).parse]
    assert len(asked) == 2
    assert asked[1].endswith("jak dostac bsn")
    assert len(asked[1]) <= 400


def test_two_questions_in_one_message_are_both_offered() -> None:
    story = text("Jak sie zameldowac w gminie? Ile wynosi minimalna stawka?")
    understood = (ranked(("brp_register", 0.5), ("minimum_wage", 0.4)), sure("brp_register"), sure("minimum_wage"))
    done = turn(State(language="pl", noticed=True), story, understood, context())
    actions = [choice.action for choice in done.replies[0].choices]
    assert actions[:2] == ["ask:brp_register", "ask:minimum_wage"]


def decided(*understood: object) -> tuple[Outcome, tuple[str, ...]]:
    done = decide_all(understood, snapshot().urgent_slugs, snapshot().slugs("chat"))  # type: ignore[arg-type]
    return done.outcome, done.slugs


UNCLEAR = ranked(("bsn", 0.3), ("digid", 0.2))


def test_the_question_in_the_last_sentence_decides_an_unclear_story() -> None:
    assert decided(UNCLEAR, UNCLEAR, sure("minimum_wage")) == (Outcome.ANSWER, ("minimum_wage",))


def test_a_story_that_is_clear_as_a_whole_is_not_taken_apart() -> None:
    assert decided(sure("eviction", 0.95), sure("dismissal"), sure("eviction")) == (Outcome.ANSWER, ("eviction",))


def test_a_thank_you_beside_a_question_is_no_second_question() -> None:
    assert decided(UNCLEAR, sure("bsn"), sure("thanks")) == (Outcome.ANSWER, ("bsn",))


def test_one_loud_sentence_raises_the_alarm_for_the_whole_story() -> None:
    story = ranked(("unpaid_wages", 0.9), ("suicidal_thoughts", 0.06))
    assert decided(story, sure("unpaid_wages"), sure("suicidal_thoughts", 0.6))[0] is Outcome.URGENT
    assert decided(sure("unpaid_wages"), sure("unpaid_wages"), ranked(("exploitation", 0.3)))[0] is Outcome.ANSWER


@given(st.text(max_size=500))
def test_no_text_raises(words: str) -> None:
    assert len(sentences(words)) <= 3
