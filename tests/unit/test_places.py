"""Towns as people spell them, and the desk that is nearest."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.place_spelling import base_forms, distance, name_key
from bot.content.places import MAX_FOUND, Places, desk_of, find_place, kilometres, mentioned, nearest
from tests.support.dialogue import snapshot

LANGUAGES = ("pl", "ro", "bg", "nl")
DEN_HAAG, ROTTERDAM, TILBURG, EINDHOVEN, DEN_BOSCH = "den_haag", "rotterdam", "tilburg", "eindhoven", "den_bosch"
SPELLINGS = {
    "pl": {
        DEN_HAAG: "Haga|haga|w Hadze|jestem w hadze|do Hagi|den haag|DenHaag|Den Hag|pod Hagą|Den Haag.",
        ROTTERDAM: "Roterdam|w rotterdamie|z Rotterdamu|pod Rotterdamem|rotrdam|Rotterdam?",
        TILBURG: "mieszkam w Tilburgu|koło Tilburga|tilburg|Tilbug",
        EINDHOVEN: "Ajndhowen|ejndhoven|eindhofen|Einthoven|pracuję w Eindhoven",
        DEN_BOSCH: "Den Bosch|den bosz|'s-Hertogenbosch|s Hertogenbosch|hertogenbosch",
        "breda": "Bredzie|z Bredy|w bredzie",
        "utrecht": "w Utrechcie|utrechcie|Utreht|utercht",
        "delft": "w Delfcie",
        "alkmaar": "Alkmaarze",
        "leiden": "Lejda|w Lejdzie",
        "amsterdam": "amsterdma|w Amsterdamie|Amsterdan",
        "schiedam": "Szidam",
        "naaldwijk": "naldwijk|Naaldwijk Westland|szklarnia w Naaldwijku",
        "horst_aan_de_maas": "jestem w Horst aan de maas",
        "bergen_op_zoom": "Bergen op Zoom|Mieszkam w małej wsi pod Bergen op Zoom",
        "oss": "Oss|w Oss",
    },
    "ro": {
        DEN_HAAG: "Haga|la Haga|în Haga|Hága|Hagăi|stau in Den Haag",
        ROTTERDAM: "locuiesc in Rotterdam|Roterdam|Rotterdamului|sunt la roterdam acum",
        EINDHOVEN: "din Eindhoven|Ainthoven|eindoven",
        "vlissingen": "Vlisingen",
        "nijmegen": "Nijmeghen|Nimeghen",
        "maastricht": "mastriht|Maastricht",
        "westland": "comuna Westland|in Westland",
        "venlo": "langa Venlo|lângă venlo",
    },
    "bg": {
        DEN_HAAG: "Хага|в Хага|haga|v haga|Ден Хааг|аз съм в Хага",
        ROTTERDAM: "Ротердам|живея в Ротердам|jiveia v roterdam|край Ротердам|Rotterdam",
        EINDHOVEN: "Ейндховен|Айндховен|aindhoven|eindhoven|в Ейндховен съм",
        DEN_BOSCH: "Хертогенбос|Ден Бош|den bosh",
        "utrecht": "Утрехт|v utreht",
        "venlo": "Венло|vuv Venlo|във Венло",
        "naaldwijk": "Налдвейк|Наалдвайк",
        "schiedam": "Схидам|Шийдам",
        "goes": "Гус",
        "zutphen": "Зутфен|Зютфен",
        "leeuwarden": "Леуварден",
        "zoetermeer": "Зутермер",
        "zwolle": "Зволе",
        "duivendrecht": "Дуйвендрехт",
    },
    "nl": {
        DEN_HAAG: "Den Haag|'s-Gravenhage|ik woon in den haag",
        DEN_BOSCH: "Den Bosch|'s-Hertogenbosch",
        EINDHOVEN: "eindhove|Eindhoven!",
        "best": "Best|ik woon in Best|ik woon in best",
        "sudwest_fryslan": "Súdwest-Fryslân|sudwest fryslan",
        "sint_willebrord": "Sint Willebrord|st willebrord|St. Willebrord",
        "alphen_aan_den_rijn": "Alphen aan de Rijn|Alphen aan den Rijn",
        "krimpen_aan_den_ijssel": "Krimpen ad ijssel",
        "schiphol": "schiphol|bij Schiphol",
        "groningen": "groning|Groningen",
    },
}
NO_PLACE = {
    "pl": "nie wiem|tak|nigdzie|holandia|Warszawa|Gorzów|xyz|w domku agencji|u kolegi|jak dostać bsn?",
    "ro": "nu stiu|București|Olanda|la firma|da|acasă la un prieten",
    "bg": "не знам|София|Пловдив|при приятел|да|холандия",
    "nl": "geen idee|weet ik niet|ja|bij een vriend|nergens",
}
SENTENCES = {
    ("pl", "gdzie jest punkt WIN w Tilburgu"): TILBURG,
    ("pl", "nie mam gdzie spać, jestem w Hadze na dworcu"): DEN_HAAG,
    ("pl", "schron na noc groningen"): "groningen",
    ("ro", "nu am unde dormi in Roterdam, ajutor"): ROTTERDAM,
    ("ro", "unde e cel mai apropiat birou RNI de Helmond"): "helmond",
    ("bg", "няма къде да спя в Хага"): DEN_HAAG,
    ("bg", "kade ima adres za spane v utreht"): "utrecht",
    ("nl", "dichtstbijzijnde RNI bij Horst aan de Maas"): "horst_aan_de_maas",
    ("nl", "ik slaap op straat in den bosch"): DEN_BOSCH,
}
NO_MENTION = (
    ("nl", "mijn buren maken ruzie en ik moet in de kas zetten"),
    ("nl", "is het echt het best om met de winkel te praten"),
    ("nl", "welke bureau heeft goede huizen"),
    ("nl", "mijn baas eist mijn inlog om verzekering te regelen"),
    ("pl", "nie chcą mi dać lżejszej roboty a dźwigam skrzynki z brzuchem"),
    ("pl", "gdzie jest punkt informacyjny w mojej okolicy"),
    ("ro", "ce am in mana e de 300 euro"),
    ("ro", "am nevoie de ajutor la munca in sera"),
    ("bg", "къде мога да получа помощ в града"),
    ("bg", "първа лична карта на дъщеря ми родена тук"),
)


def places() -> Places:
    return snapshot().places


@cache
def municipalities() -> tuple[str, ...]:
    return tuple(place.name for place in places().by_id.values() if place.municipality == place.id)


@pytest.mark.parametrize(
    ("language", "expected", "text"),
    [
        (language, place, text)
        for language, by_place in SPELLINGS.items()
        for place, texts in by_place.items()
        for text in texts.split("|")
    ],
)
def test_a_town_is_understood_as_people_spell_it(language: str, expected: str, text: str) -> None:
    assert [place.id for place in find_place(text, places(), language)] == [expected]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in NO_PLACE.items() for text in texts.split("|")]
)
def test_other_words_are_no_town(language: str, text: str) -> None:
    assert find_place(text, places(), language) == ()


@pytest.mark.parametrize(("said", "expected"), SENTENCES.items())
def test_a_question_names_its_town(said: tuple[str, str], expected: str) -> None:
    language, text = said
    assert [place.id for place in mentioned(text, places(), language)] == [expected]


@pytest.mark.parametrize(("language", "text"), NO_MENTION)
def test_everyday_words_in_a_question_are_no_town(language: str, text: str) -> None:
    assert mentioned(text, places(), language) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rijswijk", {"rijswijk", "rijswijk_altena"}),
        ("Hengelo", {"hengelo", "hengelo_bronckhorst"}),
        ("Bergen", {"bergen_limburg", "bergen_noord_holland"}),
        ("Bergen Limburg", {"bergen_limburg"}),
        ("Beek, Laarbeek", {"beek_laarbeek"}),
        ("mieszkam w Horst, pracuję w Venlo", {"horst", "venlo"}),
    ],
)
def test_namesakes_are_all_offered_unless_the_text_tells_them_apart(text: str, expected: set[str]) -> None:
    assert {place.id for place in find_place(text, places(), "pl")} == expected


def test_there_are_342_municipalities_in_twelve_provinces() -> None:
    provinces = Counter(place.province for place in places().by_id.values() if place.municipality == place.id)
    assert sum(provinces.values()) == 342
    assert len(provinces) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_is_found_by_its_own_name_and_by_its_other_spellings(language: str) -> None:
    lost = [
        (place.id, name)
        for place in places().by_id.values()
        for name in (place.name, *place.also)
        if not find_place(name, places(), language)
    ]
    assert lost == []


def test_every_municipality_is_found_in_capitals_and_without_accents() -> None:
    found = {name: find_place(name.upper(), places(), "nl") for name in municipalities()}
    assert [name for name, hits in found.items() if not any(hit.municipality_name == name for hit in hits)] == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400), st.sampled_from([*LANGUAGES, "", "xx"]))
def test_finding_never_raises_and_offers_at_most_three(text: str, language: str) -> None:
    assert len(find_place(text, places(), language)) <= MAX_FOUND
    assert len(mentioned(text, places(), language)) <= MAX_FOUND
    places().get(text)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(municipalities()), st.sampled_from(["w {}", "jestem w {} teraz", "in {}", "в {}", "bij {}!"]))
def test_a_municipality_is_found_inside_a_sentence(name: str, sentence: str) -> None:
    found = find_place(sentence.format(name), places(), "pl")
    assert name in {place.municipality_name for place in found} | {place.name for place in found}


@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 3))
def test_distance_is_symmetric_and_capped(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == distance(other, one, limit) <= limit + 1
    assert (distance(one, other, limit) == 0) == (one == other)


@given(st.text(max_size=60), st.sampled_from([*LANGUAGES, "xx"]))
def test_keys_and_base_forms_take_any_text(text: str, language: str) -> None:
    assert name_key(text).isascii()
    assert all(isinstance(form, str) for form in base_forms(text, language))


def test_two_letters_swapped_are_one_error() -> None:
    assert distance("amsterdma", "amsterdam", 2) == 1


@pytest.mark.parametrize(
    ("place", "group", "expected"),
    [
        ("tilburg", "win_point", "win_midden_brabant"),
        ("naaldwijk", "win_point", "win_den_haag"),
        ("naaldwijk", "rni_desk", "rni_westland"),
        ("westland", "rni_desk", "rni_westland"),
        ("sevenum", "win_point", "win_noord_limburg"),
        ("maastricht", "rni_desk", "rni_heerlen"),
        ("hulst", "rni_desk", "rni_terneuzen"),
        ("middelburg", "rni_desk", "rni_goes"),
        ("deventer", "rni_desk", "rni_zwolle"),
        ("schijndel", "win_point", "win_noordoost_brabant"),
        ("delfzijl", "win_point", "win_groningen"),
        ("helmond", "win_point", "win_zuidoost_brabant"),
    ],
)
def test_the_nearest_desk(place: str, group: str, expected: str) -> None:
    desk = nearest(places().by_id[place], snapshot().contacts.values(), group, places())
    assert desk is not None
    assert desk.id == expected


@pytest.mark.parametrize("group", ["win_point", "rni_desk"])
def test_every_place_has_a_nearest_desk(group: str) -> None:
    contacts = snapshot().contacts.values()
    assert all(nearest(place, contacts, group, places()) for place in places().by_id.values())


def test_a_shelter_number_holds_for_its_own_municipality_only() -> None:
    contacts = [contact for contact in snapshot().contacts.values() if contact.municipalities]
    scheveningen, delft = places().by_id["scheveningen"], places().by_id["delft"]
    desk = desk_of(scheveningen, contacts, "urgent")
    assert desk is not None
    assert desk.id == "shelter_den_haag"
    assert desk_of(delft, contacts, "urgent") is None


def test_distances_are_about_right() -> None:
    by_id = places().by_id
    assert 50 < kilometres(by_id["amsterdam"], by_id["rotterdam"]) < 65
    assert 5 < kilometres(by_id["den_haag"], by_id["delft"]) < 12


@pytest.mark.parametrize(
    ("code", "expected"),
    [("tilburg", TILBURG), ("Den_Haag", DEN_HAAG), ("haga", DEN_HAAG), ("poster7", None), ("", None)],
)
def test_a_links_place_code_is_an_id_or_a_name(code: str, expected: str | None) -> None:
    place = places().get(code)
    assert (place.id if place else None) == expected


def test_without_places_nothing_is_found() -> None:
    assert find_place("Tilburg", Places(), "pl") == ()
    assert Places().get("tilburg") is None
