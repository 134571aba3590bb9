"""Cleaning and folding: what people type, however they type it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import MAX_MODEL_CHARS, clean, fold, fold_bulgarian, to_cyrillic

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
TYPED = st.text("абвгдежзийклмнопрстуфхцчшщъьюяabcdefghijklmnopqrstuvwxyz0123456789 '-?.", max_size=60)


class TestClean:
    @pytest.mark.parametrize(
        ("typed", "cleaned"),
        [
            ("  jak \n\t załatwić   bsn ", "jak załatwić bsn"),
            ("a\0b", "ab"),
            ("huis\u200barts", "huisarts"),
            ("\ud83d bsn \udc00", "bsn"),
            ("\u202ebsn\u202c \u2066x\u2069\ufeff", "bsn x"),
            ("ﬁnanțe １２３", "finanțe 123"),
            ("e\u0328", "ę"),
            ("\u00a0bsn\u2003nu", "bsn nu"),
            ("😀👍🏽", "😀👍🏽"),
            ("", ""),
            ("\0\u200b", ""),
        ],
    )
    def test_keeps_what_a_reader_sees(self, typed: str, cleaned: str) -> None:
        assert clean(typed) == cleaned

    def test_cuts_and_never_ends_in_white_space(self) -> None:
        assert clean("ab " * 1000) == ("ab " * 134)[:MAX_MODEL_CHARS].rstrip()
        assert clean("żółw " * 1000, max_chars=5) == "żółw"

    def test_text_behind_a_wall_of_invisible_characters_is_found(self) -> None:
        assert clean("\u200b" * 20_000 + " " * 20_000 + "помощ") == "помощ"

    @pytest.mark.parametrize("hostile", ["\ufdfa", "\u0301\u0316", "\ufc5e", "\u1e9b\u0323", "가", "🏴\U000e0067"])
    def test_expanding_and_combining_characters_stay_within_the_limit(self, hostile: str) -> None:
        cleaned = clean(hostile * 50_000)
        assert len(cleaned) <= MAX_MODEL_CHARS
        assert clean(cleaned) == cleaned

    @given(ANY_TEXT, st.integers(0, 500))
    def test_any_text(self, text: str, max_chars: int) -> None:
        cleaned = clean(text, max_chars=max_chars)
        assert len(cleaned) <= max_chars
        assert clean(cleaned, max_chars=max_chars) == cleaned
        assert unicodedata.is_normalized("NFKC", cleaned)
        cleaned.encode("utf-8")
        assert not any(unicodedata.category(character) in {"Cc", "Cs", "Co"} for character in cleaned)


class TestFold:
    @pytest.mark.parametrize(
        ("typed", "skeleton"),
        [
            ("Zażółć gęślą JAŹŃ", "zazolc gesla jazn"),
            ("Își înregistrează ȘI ŢARĂ țară şi", "isi inregistreaza si tara tara si"),
            ("Één coöperatie, ĳs", "een cooperatie, ijs"),
            ("Straße ŁÓDŹ Ørsted", "strasse lodz orsted"),
            ("Шефът ми взе паспорта", "shefat mi vze pasporta"),
            ("жълт юли ящик щастие синьо район", "zhalt iuli iashtik shtastie sinio raion"),
            ("хаусартс регистрация", "hausarc registracia"),
            ("İstanbul", "istanbul"),
            ("Ѐ ѐ Ӑ ӧ", "e e a o"),
        ],
    )
    def test_gives_the_latin_skeleton(self, typed: str, skeleton: str) -> None:
        assert fold(typed) == skeleton

    @given(ANY_TEXT)
    def test_any_text(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    @given(TYPED)
    def test_our_alphabets_become_plain_ascii(self, text: str) -> None:
        assert fold(text).isascii()


SPELLINGS = """
трябва: trqbva tryabva triabva trjabva trqbwa
къща: kashta ka6ta kushta kyshta ku6ta
какво: kakvo kakwo
мъжът: mujyt mujut
жалба: jalba zhalba
може: moje mozhe
мой: moj moy moi
търся: tursq tyrsq tarsya
първи: purvi parvi pyrvi
Холандия: holandia holandiq holandiya xolandiq
регистрация: registracia registraciq registratsiya registratziq
община: obshtina ob6tina
чувствам: 4uvstvam chuvstvam
шефът: shefat shefyt 6efat
че: 4e che
ще: 6te shte
къде: kade kude kyde
отсъствие: otsastvie otsystvie
зъболекар: zabolekar zubolekar zybolekar
български: bulgarski balgarski bylgarski
документи: dokumenti
шофьор: shofyor shofior shofjor 6ofior
район: rajon rayon raion
нужда: nujda nuzhda
консулство: konsulstvo
курс: kurs
най: naj nai nay
наем: naem
извън: izvun izvan izvyn
дълг: dulg dalg dylg
съм: sum sam sym
събота: subota sabota sybota
Турция: turciq turcia
живот: jivot zhivot
съпруг: suprug saprug syprug
няма: nqma niama nyama njama
я: q ya ia
"""


class TestFoldBulgarian:
    @pytest.mark.parametrize("line", SPELLINGS.split("\n")[1:-1])
    def test_every_spelling_gives_the_skeleton_of_the_cyrillic_word(self, line: str) -> None:
        cyrillic, latin = line.split(": ")
        assert {spelling: fold_bulgarian(spelling) for spelling in latin.split()} == {
            spelling: fold_bulgarian(cyrillic) for spelling in latin.split()
        }

    @pytest.mark.parametrize(
        "text", ["112", "113", "46", "64", "14,99", "2024 6", "4 - 6", "a4", "4h", "24u", "64a", "b12", "4g"]
    )
    def test_numbers_stay_numbers(self, text: str) -> None:
        assert fold_bulgarian(text) == text

    @pytest.mark.parametrize(
        ("typed", "skeleton"),
        [
            ("Имам нужда от huisarts", "imam nuzhda ot huisarc"),
            ("4акам 6 месеца", "chakam 6 meseca"),
            ("trqbva li da se zapi6a v gemeente?", "triabva li da se zapisha v gemeente?"),
        ],
    )
    def test_sentences(self, typed: str, skeleton: str) -> None:
        assert fold_bulgarian(typed) == skeleton

    @given(ANY_TEXT)
    def test_any_text(self, text: str) -> None:
        once = fold_bulgarian(text)
        assert fold_bulgarian(once) == once

    @given(TYPED)
    def test_typed_text(self, text: str) -> None:
        once = fold_bulgarian(text)
        assert once.isascii()
        assert fold_bulgarian(once) == once


class TestToCyrillic:
    @pytest.mark.parametrize(
        ("typed", "cyrillic"),
        [
            ("kak da izvadq BSN v gemeente", "как да извадя bsn в gemeente"),
            ("4akam ve4e 6 meseca za 112", "чакам вече 6 месеца за 112"),
            ("Imam li pravo na zorgtoeslag?", "имам ли право на zorgtoeslag?"),
            ("kude e konsulstvoto, sum v Holandia", "къде е консулството, съм в холандия"),
            ("имам BSN", "имам BSN"),
            ("", ""),
        ],
    )
    def test_reads_as_a_native_would(self, typed: str, cyrillic: str) -> None:
        assert to_cyrillic(typed, {"bsn", "gemeente", "zorgtoeslag"}) == cyrillic

    @given(ANY_TEXT)
    def test_any_text(self, text: str) -> None:
        once = to_cyrillic(text, {"bsn"})
        assert fold_bulgarian(once) == fold_bulgarian(text) or "bsn" in once.lower()
