"""Plain language: every rule in every language can fail and can pass."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from bot.content import files, plain_language, readability
from bot.content.model import Answer, Status
from bot.content.plain_language import PlainLanguage
from bot.content.problems import Problem
from bot.content.readability import Finding
from bot.settings import ROOT

TODAY = date(2026, 11, 22)
LANGUAGES = ("pl", "ro", "bg", "nl")
LOADED = files.load(ROOT / "content")
RULES = LOADED.plain_language
WORD = {"pl": "dom", "ro": "casă", "bg": "дом", "nl": "huis"}


def answer(language: str, essence: str, more: str = "", title: str = "Title") -> Answer:
    return Answer(
        language=language,
        slug="bsn",
        topic="registration",
        title=title,
        button="b",
        row="r",
        essence=essence,
        more=more,
        sources=("https://www.rijksoverheid.nl",),
        rests_on=(),
        status=Status.UNREVIEWED,
        reviewed=None,
        review_by=date(2027, 5, 31),
    )


def found(language: str, essence: str, more: str = "", title: str = "Title") -> list[Finding]:
    return list(readability.findings(answer(language, essence, more, title), LOADED.snapshot, RULES[language], TODAY))


def causes(language: str, text: str, *, warnings: bool = True) -> str:
    return "\n".join(one.cause for one in found(language, text) if warnings or not one.warning)


def test_every_language_of_ours_has_budgets() -> None:
    assert set(RULES) == set(LOADED.snapshot.languages) == set(LANGUAGES)
    assert not [problem for problem in LOADED.problems if problem.path == plain_language.FILE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_budget_is_above_what_plain_language_guides_allow(language: str) -> None:
    assert RULES[language].average_words.limit <= 12
    assert RULES[language].sentence_words.limit <= 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_sentence_is_advised_against_and_a_very_long_one_refused(language: str) -> None:
    budget = RULES[language].sentence_words
    word = WORD[language]
    cases = [
        (int(budget.warn), None),
        (int(budget.warn) + 1, True),
        (int(budget.limit), True),
        (int(budget.limit) + 1, False),
    ]
    for words, warning in cases:
        text = f"{word.title()}. " * 40 + word.title() + f" {word}" * (words - 1) + "."
        assert [one.warning for one in found(language, text)] == ([] if warning is None else [warning]), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_must_be_short_on_average(language: str) -> None:
    budget = RULES[language].average_words
    word = WORD[language]
    for words, warning in [(int(budget.warn), None), (int(budget.limit), True), (int(budget.limit) + 1, False)]:
        sentence = word.title() + f" {word}" * (words - 1) + ". "
        mine = [one.warning for one in found(language, sentence * 3) if "on average" in one.cause]
        assert mine == ([] if warning is None else [warning]), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_many_long_words(language: str) -> None:
    rules = RULES[language]
    long_word, word = WORD[language][0] * rules.long_word_letters, WORD[language]
    for percent, warning in [
        (rules.long_words_percent.warn, None),
        (rules.long_words_percent.limit, True),
        (40, False),
    ]:
        words = [long_word] * int(percent) + [word] * (100 - int(percent))
        text = ". ".join(" ".join(words[at : at + 5]).capitalize() for at in range(0, 100, 5))
        assert [one.warning for one in found(language, text)] == ([] if warning is None else [warning]), percent
    assert "long words" not in causes(language, f"{long_word[:-1]}. " * 10)


PASSIVES = {
    "pl": ("Pensja zostanie wypłacona. ", "Pracodawca wypłaci pensję. Pensję wypłaca się w maju. Jesteś zameldowany. "),
    "ro": ("Salariul este plătit de firmă. ", "Firma plătește salariul. Salariul se plătește în mai. E gratuit. "),
    "bg": ("Заплатата е изплатена от фирмата. ", "Фирмата плаща. Заплатата се плаща през май. Детето е болно. "),
    "nl": (
        "Het loon wordt door het bureau betaald. ",
        "Het bureau betaalt het loon. Je bent verzekerd. Ben je verhuisd? ",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_many_passives(language: str) -> None:
    passive, active = PASSIVES[language]
    budget = RULES[language].passives
    for count, warning in [(int(budget.warn), None), (int(budget.limit), True), (int(budget.limit) + 1, False)]:
        mine = [one.warning for one in found(language, passive * count + active * 9) if "passives" in one.cause]
        assert mine == ([] if warning is None else [warning]), count


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Je kunt ontslagen worden."),
        ("nl", "De brief is door de gemeente gestuurd."),
        ("pl", "Wniosek został odrzucony."),
        ("ro", "Cererea a fost respinsă și scrisoarea fost trimisă."),
        ("bg", "Договорът беше подписан."),
    ],
)
def test_a_passive_is_seen_in_either_order(language: str, text: str) -> None:
    assert len(readability.passives(text, RULES[language])) == 1


@pytest.mark.parametrize(
    ("language", "bad", "good"),
    [
        ("pl", "Zapłać od razu w przypadku choroby.", "Zapłać od razu, gdy chorujesz."),
        ("pl", "Niniejsza umowa jest ważna.", "Ta umowa jest ważna."),
        ("pl", "Trzeba dokonać wpłaty.", "Trzeba wpłacić."),
        ("pl", "Należy złożyć wniosek.", "Pieniądze należą do ciebie i należy ci się urlop."),
        ("ro", "Sună în vederea înscrierii.", "Sună ca să te înscrii."),
        ("ro", "Conform legii ai dreptul.", "După lege ai dreptul."),
        ("ro", "În cadrul firmei.", "În firmă, ca într-un cadru."),
        ("bg", "Съгласно закона имате право.", "По закон имате право."),
        ("bg", "Следва да подпишете.", "Трябва да подпишете. Следва почивка."),
        ("bg", "Гореизложените думи.", "Тези думи."),
        ("nl", "Bel indien je ziek bent.", "Bel als je ziek bent."),
        ("nl", "Middels een brief.", "Met een brief."),
        ("nl", "Waar ben je woonachtig?", "Waar woon je?"),
        ("nl", "Verstrek je gegevens.", "Geef je gegevens."),
    ],
)
def test_officialese_is_refused_and_the_plain_word_named(language: str, bad: str, good: str) -> None:
    assert "officialese" in causes(language, bad, warnings=False)
    assert ": write '" in causes(language, bad)
    assert causes(language, good) == ""


@pytest.mark.parametrize(
    ("language", "bad", "good"),
    [
        ("pl", "Otrzymasz list.", "Dostaniesz list."),
        ("ro", "Obții cardul.", "Primești cardul."),
        ("bg", "Елате незабавно.", "Елате веднага."),
        ("nl", "Kom vervolgens terug.", "Kom daarna terug."),
    ],
)
def test_a_stiff_word_is_only_advised_against(language: str, bad: str, good: str) -> None:
    assert "stiff" in causes(language, bad)
    assert causes(language, bad, warnings=False) == ""
    assert causes(language, good) == ""


@pytest.mark.parametrize(
    ("language", "bad", "good"),
    [
        ("pl", "Poproś o zorgtoeslag.", "Poproś o dodatek (zorgtoeslag). Potem znów: zorgtoeslag."),
        ("pl", "Idź do gemeente.", "Wpisz „gemeente”. Gemeente (gmina) pomoże."),
        ("pl", "Sprawdź cao i pasek.", "Cao, czyli układ zbiorowy, mówi więcej."),
        ("pl", "Agencja łamie cao: dzwoń.", "Cao: układ zbiorowy branży."),
        ("ro", "Cere zorgtoeslag acum.", "Cere ajutorul (zorgtoeslag). Zorgtoeslag vine lunar."),
        ("ro", "Mergi la huisarts.", "Huisarts înseamnă medic de familie."),
        ("bg", "Платете eigen risico.", "Платете първата част (eigen risico). Eigen risico е на година."),
        ("bg", "Вземете huurtoeslag.", "Huurtoeslag: помощ за наема. Търсете „huurtoeslag“."),
    ],
)
def test_a_dutch_term_is_explained_at_its_first_mention(language: str, bad: str, good: str) -> None:
    assert "without an explanation" in causes(language, bad, warnings=False)
    assert causes(language, good) == ""


def test_a_dutch_term_may_be_explained_by_the_title() -> None:
    assert found("pl", "Zorgtoeslag dostaniesz na konto.", title="Dodatek do składki (zorgtoeslag)") == []
    assert [one.line for one in found("pl", "Cześć.", "- Gmina.\n- Gdzie jest zorgtoeslag?")] == [3]


def test_dutch_words_need_no_explanation_for_dutch_readers() -> None:
    assert found("nl", "Vraag zorgtoeslag aan bij de gemeente.") == []


def test_an_address_is_no_dutch_term() -> None:
    assert found("pl", "Sprawdź na huurtoeslag.nl.") == []


@pytest.mark.parametrize(
    ("language", "bad", "good"),
    [
        ("pl", "Nie można nie płacić.", "Nikt nic nikomu nie mówi. Nie podpisuj i nie płać."),
        ("pl", "Stało się to nie bez powodu.", "Nie wyjeżdżaj teraz bez dokumentów."),
        ("ro", "Nu poți să nu plătești.", "Nimeni nu spune nimic. Nu semna ce nu poți citi."),
        ("ro", "A fost nu fără motiv.", "Fără contract nu pleca."),
        ("bg", "Не може не плащате.", "Никой на никого нищо не казва. Не плащайте и не подписвайте."),
        ("bg", "Стана не без причина.", "Без договор не тръгвайте."),
        ("nl", "Het is niet zonder gevaar.", "Teken niets en betaal niet."),
        ("nl", "Je hoeft niet geen brief te sturen.", "Teken niets wat je niet kunt lezen."),
    ],
)
def test_negations_that_undo_each_other(language: str, bad: str, good: str) -> None:
    assert "undo each other" in causes(language, bad)
    assert causes(language, bad, warnings=False) == ""
    assert causes(language, good) == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Nie możesz nie płacić nie bez powodu."),
        ("ro", "Nu poți să nu spui nu acum."),
        ("bg", "Не сме не казали не."),
        ("nl", "Je mag niet nooit niet bellen."),
    ],
)
def test_three_negations_in_a_row_are_refused(language: str, text: str) -> None:
    assert "undo each other" in causes(language, text, warnings=False)


@pytest.mark.parametrize(
    ("language", "bad", "good"),
    [
        ("pl", "NIGDY nie płać.", "BSN, PESEL i UWV."),
        ("ro", "NICIODATĂ bani.", "BSN, CNP și UWV."),
        ("bg", "НИКОГА пари.", "BSN, ЕГН и ЕС."),
        ("nl", "Betaal NOOIT geld.", "BSN, POH-GGZ en UWV."),
    ],
)
def test_nobody_is_shouted_at(language: str, bad: str, good: str) -> None:
    assert "in capitals" in causes(language, bad, warnings=False)
    assert causes(language, good) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_exclamation_mark_at_most(language: str) -> None:
    word = WORD[language].title()
    assert "exclamation" in causes(language, f"{word}! {word}!", warnings=False)
    assert causes(language, f"{word}! {word}.") == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mark", [";", " →"])
def test_a_semicolon_or_arrow_is_advised_against(language: str, mark: str) -> None:
    word = WORD[language].title()
    assert [(one.line, one.warning) for one in found(language, f"{word}{mark} {word}.")] == [(1, True)]


def test_references_are_measured_as_people_see_them() -> None:
    one = readability.passages(
        answer("nl", "Bel {contact:emergency_112.phone} of [kijk hier](https://x.nl)."), LOADED.snapshot, TODAY
    )[0]
    assert one.shown == "Bel 112 of kijk hier."
    assert one.own == "Bel  of kijk hier."


def test_the_note_on_an_unverified_value_is_not_the_writers() -> None:
    fact = next(
        fact for fact in LOADED.snapshot.facts.values() if (period := fact.on(TODAY)) is not None and period.check
    )
    shown = readability.passages(answer("nl", f"Ongeveer {{fact:{fact.id}}}."), LOADED.snapshot, TODAY)[0].shown
    assert readability.count_words(shown) <= 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kom om 5 uur. Bel ons! Ja?", ["Kom om 5 uur.", "Bel ons!", "Ja?"]),
        ("Wpisz „tak”. Potem idź.", ["Wpisz „tak”.", "Potem idź."]),
        ("Zapytaj: „Dlaczego?” Zachowaj list.", ["Zapytaj: „Dlaczego?”", "Zachowaj list."]),
        ("Здравейте. Елате.", ["Здравейте.", "Елате."]),
        ("Np. w maju o godz. ósmej.", ["Np. w maju o godz. ósmej."]),
        ("Kijk op rijksoverheid.nl of bel.", ["Kijk op rijksoverheid.nl of bel."]),
        ("Venlo 14 077 · Breda 14 076", ["Venlo 14 077", "Breda 14 076"]),
        ("Eén\ntwee", ["Eén", "twee"]),
        ("…", []),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert readability.sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bel +31 (0)88 123 45 67 nu", 3),
        ("Bel 0800 8020 nu", 3),
        ("Kijk op juridischloket.nl/werk nu", 4),
        ("Ți-ai luat cardul?", 3),
        ("· — →", 0),
    ],
)
def test_words_are_counted_as_they_are_read(text: str, words: int) -> None:
    assert readability.count_words(text) == words


def test_a_colon_and_the_commas_of_a_list_let_the_reader_rest() -> None:
    assert readability.longest_stretch("Neem mee naar de afspraak: paspoort, contract, loonstrook, een pen") == 5
    assert readability.longest_stretch("Doe dit: bel eerst, schrijf dan een brief aan je baas, wacht, kom") == 11


def test_findings_name_the_line_of_their_passage() -> None:
    essence = "Goed.\n\n- Goed.\n- Bel indien nodig."
    assert [one.line for one in found("nl", essence, "- Middels dit.")] == [4, 5]


def test_a_wrapped_line_belongs_to_its_passage() -> None:
    passages = readability.passages(answer("nl", "Een\ntwee\n\n- drie\n  vier"), LOADED.snapshot, TODAY)
    assert [(one.line, one.own) for one in passages] == [(1, "Een\ntwee"), (4, "drie\n  vier")]


def test_an_empty_answer_has_nothing_to_improve() -> None:
    assert found("nl", "") == []


def rules_of(text: str) -> tuple[dict[str, PlainLanguage], list[Problem]]:
    problems: list[Problem] = []
    return plain_language.plain_language(text, problems), problems


GOOD = yaml.safe_dump(
    {
        "languages": [
            {
                "id": "xx",
                "sentence_words": {"warn": 10, "limit": 20},
                "average_words": {"warn": 5, "limit": 10},
                "long_word_letters": 12,
                "long_words_percent": {"warn": 5, "limit": 10},
                "passives": {"warn": 0, "limit": 1},
                "passive_within": 1,
            }
        ]
    }
)


def test_a_short_entry_is_enough() -> None:
    rules, problems = rules_of(GOOD)
    assert problems == []
    assert rules["xx"].sentence_words.limit == 20


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("limit: 20", "limit: 9", "the warning (10) comes after the limit (9)"),
        ("limit: 20", "limit: many", "'limit' must be a number from 0, not 'many'"),
        ("long_word_letters: 12", "long_word_letters: true", "must be a number from 0, not True"),
        ("id: xx", "id: xx\n  auxiliary: '('", "'auxiliary' is no regular expression"),
        ("id: xx", "id: xx\n  colour: red", "unknown field 'colour'"),
        ("id: xx", "id: xx\n  stiff: {word: ''}", "'word' is missing"),
        ("languages:", "lang:", "unknown field 'lang'"),
    ],
)
def test_a_fault_in_the_rules_is_named(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    _, problems = rules_of(GOOD.replace(old, new, 1))
    assert any(expected in problem.cause and problem.path == plain_language.FILE for problem in problems), problems


def test_a_missing_budget_is_named() -> None:
    _, problems = rules_of("languages: [{id: xx, long_word_letters: 3, passive_within: 0}]")
    assert {"'sentence_words' is missing: {warn: …, limit: …}"} <= {problem.cause for problem in problems}
