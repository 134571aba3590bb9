"""What may point to a person goes; the question stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import files
from bot.content.scrub import Scrubber, names, unmasked
from bot.content.scrub_numbers import bsn_holds, iban_holds
from bot.settings import ROOT
from bot.text import fold

SCRUBBER = Scrubber(files.load(ROOT / "content").snapshot.places)

SENTENCES = [
    # names, as people say them, bent, without diacritics
    ("pl", "jestem Ania i mam pytanie o zasiłek", "jestem [name] i mam pytanie o zasiłek"),
    ("pl", "nazywam sie krzysiek nowak i szukam pracy", "nazywam sie [name] i szukam pracy"),
    ("pl", "szef dal Tomkowi umowe a mi nie", "szef dal [name] umowe a mi nie"),
    ("pl", "koordynator marek nie oddaje kaucji", "koordynator [name] nie oddaje kaucji"),
    ("pl", "pani Kowalewska z biura nie oddzwania", "pani [name] z biura nie oddzwania"),
    ("pl", "rozmawialem z panem wisniewskim o umowie", "rozmawialem z panem [name] o umowie"),
    ("ro", "mă numesc Ionuț Popescu și caut de lucru", "mă numesc [name] și caut de lucru"),
    ("ro", "ma cheama ionut popescu si nu am contract", "ma cheama [name] si nu am contract"),
    ("ro", "doamna Mariei Ionescu nu i-au plătit", "doamna [name] nu i-au plătit"),
    ("ro", "domnul vasilescu nu raspunde la telefon", "domnul [name] nu raspunde la telefon"),
    ("bg", "казвам се Иван Петров и търся работа", "казвам се [name] и търся работа"),
    ("bg", "kazvam se ivan petrov i nqmam dogovor", "kazvam se [name] i nqmam dogovor"),
    ("bg", "шефът ми Георги не ми плаща", "шефът ми [name] не ми плаща"),
    ("bg", "координаторката Десислава Кирилова не вдига телефона", "координаторката [name] не вдига телефона"),
    ("nl", "Mijn baas meneer Jansen betaalt niet", "Mijn baas meneer [name] betaalt niet"),
    ("nl", "ik heet fatima en zoek werk", "ik heet [name] en zoek werk"),
    # towns, spelt by ear and bent; cities at home
    ("pl", "mieszkam w Ajndhowen i nie mam huisartsa", "mieszkam w [place] i nie mam huisartsa"),
    ("pl", "pracuje w tilburgu bez umowy", "pracuje w [place] bez umowy"),
    ("pl", "dostalem list z Krakowa o podatku", "dostalem list z [place] o podatku"),
    ("ro", "unde fac bsn daca stau in haga", "unde fac bsn daca stau in [place]"),
    ("ro", "am lucrat la București doi ani", "am lucrat la [place] doi ani"),
    ("bg", "как да запиша детето на училище в Хага", "как да запиша детето на училище в [place]"),
    ("bg", "kak da si izvadq bsn v rotterdam", "kak da si izvadq bsn v [place]"),
    ("bg", "идвам от Пловдив и нямам адрес", "идвам от [place] и нямам адрес"),
    ("nl", "ik woon in den bosch en zoek een huisarts", "ik woon in [place] en zoek een huisarts"),
    # firms and agencies
    ("pl", "otto workforce nie zaplacil mi za nadgodziny", "[firm] nie zaplacil mi za nadgodziny"),
    ("pl", "agencja Flexiwork zabrala mi mieszkanie", "agencja [firm] zabrala mi mieszkanie"),
    ("pl", "pracuje w flexworx na magazynie", "pracuje w [word] na magazynie"),
    ("ro", "lucrez la Covebo fără contract", "lucrez la [firm] fără contract"),
    ("bg", "agenciqta otto ne mi plashta otpuska", "agenciqta [firm] ne mi plashta otpuska"),
    ("nl", "ik werk bij Albert Heijn zonder contract", "ik werk bij [firm] zonder contract"),
    ("nl", "Bakkerij Zonnebloem BV betaalt mij niet", "[firm] betaalt mij niet"),
    # streets and postcodes
    ("pl", "mieszkam na kerkstraat 12 bez umowy", "mieszkam na [address] bez umowy"),
    ("ro", "stau pe Strada Florilor 5 fara contract", "stau pe [address] fara contract"),
    ("bg", "живея на ул. Роза 12 без договор", "живея на [address] без договор"),
    ("nl", "ik woon op de Dorpsstraat 5 in Ede", "ik woon op de [address] in [place]"),
    ("nl", "mijn postcode is 5041 AB en ik zoek een arts", "mijn postcode is [address] en ik zoek een arts"),
    # numbers of every kind
    ("pl", "moj bsn to 111222333 czy to dobrze", "moj bsn to [bsn] czy to dobrze"),
    ("pl", "moj numer 123456788 nie dziala", "moj numer [phone] nie dziala"),
    ("pl", "zadzwoncie do mnie 06 12 34 56 78 prosze", "zadzwoncie do mnie [phone] prosze"),
    ("pl", "zadzwoncie +48 601-222-333 prosze", "zadzwoncie [phone] prosze"),
    ("ro", "contul meu este NL91 ABNA 0417 1643 00 și nu vine salariul", "contul meu este [iban] și nu vine salariul"),
    (
        "ro",
        "contul meu este NL91 ABNA 0417 1643 01 și nu vine salariul",
        "contul meu este [number] și nu vine salariul",
    ),
    ("pl", "urodzony 12.03.1985 czy dostane emeryture", "[birth] czy dostane emeryture"),
    ("bg", "роден съм на 12.03.1985 имам ли право на пенсия", "[birth] имам ли право на пенсия"),
    ("ro", "născut în 1985 am drept la pensie", "[birth] am drept la pensie"),
    ("pl", "od 3 maja 2023 nie mam pracy", "od [date] nie mam pracy"),
    ("nl", "kenteken 12-ABC-3 heeft een boete van de politie", "kenteken [plate] heeft een boete van de politie"),
    ("pl", "auto KR 1A234 czy musze je rejestrowac", "auto [plate] czy musze je rejestrowac"),
    ("nl", "paspoort NX4R1PL86 is kwijt wat nu", "paspoort [number] is kwijt wat nu"),
    ("pl", "potracili mi 412 euro za mieszkanie", "potracili mi [number] euro za mieszkanie"),
    # mail, links, handles
    ("pl", "piszcie na jan.kowalski@gmail.com prosze o pomoc", "piszcie na [mail] prosze o pomoc"),
    ("pl", "mail jan (at) firma.nl czy to dobrze", "mail [mail] czy to dobrze"),
    ("ro", "am văzut pe www.firma-mea.nl/joburi un anunț", "am văzut pe [link] un anunț"),
    ("pl", "moj profil @maciek_nl na facebooku", "moj profil [user] na facebooku"),
]

STAY = [
    ("pl", "Czy moge zameldowac sie w gemeente bez umowy najmu?"),
    ("pl", "gdzie w holandi moge wyrobic digid"),
    ("pl", "co zrobic jak UWV nie placi zasiłku"),
    ("pl", "jak zmienić zorgverzekeraar w polowie roku"),
    ("pl", "czy SNCU i FNV pomoga z nadgodzinami"),
    ("pl", "ZGUBILEM PASZPORT CO ROBIC"),
    ("pl", "Zgubiłem paszport co robić"),
    ("pl", "mam 34 lata i pracuje 40h tygodniowo"),
    ("pl", "podatek za 2024 kiedy dostane"),
    ("pl", "czy dzwonic na 112 w nocy"),
    ("ro", "cat dureaza pana primesc zorgtoeslag"),
    ("ro", "Sunt în Olanda de 2 ani și vreau să știu despre kinderbijslag"),
    ("ro", "ce este eigen risico la asigurare"),
    ("bg", "ka4vam se na vlaka 6te moga li"),
    ("bg", "Как да си извадя BSN без адрес?"),
    ("bg", "kak da si izvadia bsn bez adres"),
    ("bg", "кога получавам Zorgtoeslag от Belastingdienst"),
    ("nl", "hoe kan ik het beste mijn zorgverzekering opzeggen"),
    ("nl", "Ik wil mij inschrijven bij de gemeente"),
    ("nl", "wat is een S1 of A1 formulier"),
    ("nl", "mag ik op de snelweg met mijn Poolse rijbewijs"),
]


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_what_points_to_a_person_goes(language: str, text: str, expected: str) -> None:
    assert SCRUBBER.scrub(text, language).text == expected


@pytest.mark.parametrize(("language", "text"), STAY)
def test_a_question_that_anybody_could_ask_stays(language: str, text: str) -> None:
    scrubbed = SCRUBBER.scrub(text, language)
    assert scrubbed.text == text
    assert scrubbed.masked == 0
    assert scrubbed.useful


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_scrubbing_twice_changes_nothing(language: str, text: str, expected: str) -> None:
    assert SCRUBBER.scrub(expected, language).text == expected


@pytest.mark.parametrize(
    "name", ["tomkiem", "tomka", "krzyskowi", "kasie", "ani", "mariei", "ionut", "иван", "petrova"]
)
def test_names_are_known_in_the_forms_that_grammar_bends_them_into(name: str) -> None:
    assert fold(name) in names()


def test_most_of_a_sentence_gone_leaves_nothing_to_learn_from() -> None:
    assert not SCRUBBER.scrub("Ania Nowak, Kerkstraat 12, Venlo", "pl").useful
    assert not SCRUBBER.scrub("Kowalski", "pl").useful
    assert not SCRUBBER.scrub("jak " * 200, "pl").useful


def test_training_phrases_carry_no_marks() -> None:
    assert unmasked("jestem [name] z [place], mój BSN [bsn]") == "jestem z, mój BSN"
    assert unmasked("[name] pyta o [word] ?") == "pyta o?"


def test_towns_of_the_whole_country_go() -> None:
    places = files.load(ROOT / "content").snapshot.places
    municipalities = [place for place in places.by_id.values() if place.municipality == place.id and not place.word]
    assert len(municipalities) > 300
    left = [
        p.name for p in municipalities if p.name in SCRUBBER.scrub(f"ik woon in {p.name} zonder huisarts", "nl").text
    ]
    assert left == []


@pytest.mark.parametrize(
    ("iban", "holds"),
    [("NL91ABNA0417164300", True), ("PL61109010140000071219812874", True), ("RO49 AAAA 1B31 0075 9384 0000", True),
     ("BG80BNBG96611020345678", True), ("NL91ABNA0417164301", False), ("hello", False)],
)  # fmt: skip
def test_the_check_digits_of_an_iban(iban: str, holds: bool) -> None:
    assert iban_holds(iban) is holds


@pytest.mark.parametrize(
    ("digits", "holds"),
    [("111222333", True), ("123456782", True), ("123456788", False), ("000000000", False), ("12", False)],
)
def test_the_eleven_test_of_a_bsn(digits: str, holds: bool) -> None:
    assert bsn_holds(digits) is holds


@given(st.text(max_size=400), st.sampled_from(["pl", "ro", "bg", "nl", "xx"]))
def test_any_text_is_scrubbed_without_raising_and_leaves_no_long_number(text: str, language: str) -> None:
    scrubbed = SCRUBBER.scrub(text, language)
    assert not re.search(r"[0-9]{5}", scrubbed.text)
    assert not re.search(r"\w@\w", scrubbed.text)
