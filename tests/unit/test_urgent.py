"""The urgent rules: what is said plainly is heard, neighbours stay quiet, hostile text costs little."""

from __future__ import annotations

import cProfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.urgent import MAX_CHARS, MODULES, Alarm, alarms, rule_book
from bot.dialogue.urgent_rules.patterns import RuleBook
from bot.text import fold
from tests.unit.urgent_messages import NEIGHBOURS, PLAIN

URGENT = {
    "medical_emergency", "suicidal_thoughts", "exploitation", "homeless", "domestic_violence", "sexual_violence",
}  # fmt: skip


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip()]


PLAIN_CASES = [
    (language, slug, line)
    for language, slugs in PLAIN.items()
    for slug, block in slugs.items()
    for line in _lines(block)
]
NEIGHBOUR_CASES = [(language, line) for language, block in NEIGHBOURS.items() for line in _lines(block)]


def slugs(text: str, language: str = "") -> set[str]:
    return {alarm.slug for alarm in alarms(text, language)}


@pytest.mark.parametrize(("language", "slug", "text"), PLAIN_CASES)
def test_what_is_said_plainly_is_heard(language: str, slug: str, text: str) -> None:
    assert slug in slugs(text)
    assert slug in slugs(fold(text) if language != "bg" else text.upper())


@pytest.mark.parametrize(("language", "text"), NEIGHBOUR_CASES)
def test_neighbours_stay_quiet(language: str, text: str) -> None:
    assert slugs(text, language) == set()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("szef zabral mi paszprot", "exploitation"),
        ("mysle o samobojtswie", "suicidal_thoughts"),
        ("mi-a luat pasaprotul seful", "exploitation"),
        ("e inconstienta", "medical_emergency"),
        ("baas heeft mijn paspoort afgepakt", "exploitation"),
        ("ik denk aan zelfmoort", "suicidal_thoughts"),
        # Polish as it sounds
        ("hcem umżeć", "suicidal_thoughts"),
        ("ona nie oddyha", "medical_emergency"),
        ("szef pszetszymuje nasze dokumenty", "exploitation"),
    ],
)
def test_a_misspelt_word_is_forgiven(text: str, slug: str) -> None:
    assert slug in slugs(text)


@pytest.mark.parametrize("language", ["pl", "ro", "bg", "nl"])
def test_every_language_has_rules_for_every_urgent_question(language: str) -> None:
    assert set(MODULES[language].RULES) == URGENT


def test_the_rules_of_the_conversations_language_come_first() -> None:
    found = alarms("mensenhandel", "nl")
    assert found[0] == Alarm("exploitation", "nl")


def test_dutch_names_are_heard_inside_every_language() -> None:
    assert slugs("co to jest mensenhandel") == {"exploitation"}
    assert slugs("sunt dakloos") == {"homeless"}


def test_cyrillic_words_are_read_by_bulgarian_rules_alone() -> None:
    assert slugs("мога ли да откажа на тия хора") == set()
    assert slugs("mijn man had een tia") == {"medical_emergency"}
    assert slugs("какво е mensenhandel") == {"exploitation"}


def test_he_locks_me_in_shows_both_contacts() -> None:
    assert {"domestic_violence", "exploitation"} & slugs("on mnie zamyka w domu na klucz")


@pytest.mark.parametrize("where", ["start", "end"])
def test_a_long_story_hides_nothing(where: str) -> None:
    story = "pracuję w magazynie i mieszkam z kolegami. " * 2_000
    cry = "szef zabrał mi paszport."
    assert "exploitation" in slugs(f"{cry} {story}" if where == "start" else f"{story} {cry}")


HOSTILE = [
    "nie " * 20_000,
    "mnie bije " * 10_000,
    "a" * 100_000,
    "paszport" * 10_000,
    "szef " * 5_000 + "paszport " * 5_000,
    ". ! ? " * 20_000,
    "ъ" * 50_000,
    "x4y6" * 20_000,
    "ﷺ" * 5_000,
    "\u0301" * 50_000,
    "\ud800\x00" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_end(text: str) -> None:
    assert isinstance(alarms(text), tuple)


def test_the_work_grows_with_the_length_and_not_faster() -> None:
    """Counted in steps, not in seconds: twice the words, at most about twice the calls."""

    def calls(words: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(rule_book("pl").find, "nie mnie bije szef zabral paszport mi " * (words // 7))
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(2_800) < 2.5 * calls(1_400)


WORDS = sorted({word for block in PLAIN.values() for text in block.values() for word in text.split()})


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=2 * MAX_CHARS), st.lists(st.sampled_from(WORDS), max_size=200).map(" ".join)))
def test_no_text_raises(text: str) -> None:
    assert slugs(text) <= URGENT


@pytest.mark.parametrize("line", ["szef .", "{nobody} szef", "~kot", "szef -- ...", "a_b", "*"])
def test_a_rule_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="urgent rule"):
        RuleBook({}, {"exploitation": line})


def test_how_rules_are_read() -> None:
    book = RuleBook(
        {"boss": "szef* baas"},
        {
            "one": "{boss} zabrał . paszport*",
            "two": "zabrał + {boss} + telefon",
            "three": "~samobójst* -- film",
        },
    )
    assert set(book.find("szefowa zabral mi paszport")) == {"one"}
    assert not book.find("szefowa zabral mi stary paszport")
    assert set(book.find("telefon mi baas zabral")) == {"two"}
    assert not book.find("zabral. potem byl dlugi dzien i szef kupil telefon")
    assert set(book.find("samobosjtwo")) == {"three"}
    assert not book.find("film samobojstwo")
