"""Reads `places.yml`: municipalities and towns."""

from __future__ import annotations

from bot.content.fields import Fields
from bot.content.place import Place
from bot.content.problems import Problem
from bot.content.registries import document, unique

PROVINCES = (
    "Drenthe",
    "Flevoland",
    "Friesland",
    "Gelderland",
    "Groningen",
    "Limburg",
    "Noord-Brabant",
    "Noord-Holland",
    "Overijssel",
    "Utrecht",
    "Zeeland",
    "Zuid-Holland",
)
LATITUDES = (50.7, 53.6)
LONGITUDES = (3.3, 7.3)
"""The Netherlands in Europe, in degrees: a place outside is a slip of the pen."""


def places(text: str, path: str, problems: list[Problem]) -> dict[str, Place]:
    """Every place by id; a town comes after its municipality."""
    top = document(text, path, problems)
    found: dict[str, Place] = {}
    seen: dict[str, int] = {}
    for block in top.blocks("places"):
        fields = Fields(block, path, problems)
        place = _place(fields, found)
        fields.done()
        if unique(seen, fields, place.id):
            found[place.id] = place
    top.done()
    return found


def _place(fields: Fields, known: dict[str, Place]) -> Place:
    place_id, name = fields.id(), fields.text("name", required=True)
    municipality, province = fields.text("in"), fields.text("province")
    parent = known.get(municipality)
    if municipality:
        if parent is None or parent.municipality != parent.id:
            fields.problem("in", f"{municipality!r} is no municipality that stands above")
        if province:
            fields.problem("province", "a town takes the province of its municipality: leave this out")
    elif province not in PROVINCES:
        fields.problem("province", f"province {province!r} is not one of {', '.join(PROVINCES)}")
    latitude, longitude = _at(fields)
    return Place(
        id=place_id,
        name=name,
        municipality=municipality or place_id,
        municipality_name=parent.name if parent else name,
        province=parent.province if parent else province,
        latitude=latitude,
        longitude=longitude,
        people=_people(fields),
        also=fields.texts("also"),
        word=fields.flag("word"),
    )


def _at(fields: Fields) -> tuple[float, float]:
    value = fields.raw("at")
    if isinstance(value, list) and len(value) == 2 and all(isinstance(part, int | float) for part in value):
        latitude, longitude = float(value[0]), float(value[1])
        if LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]:
            return latitude, longitude
        fields.problem("at", f"{latitude}, {longitude} lies outside the Netherlands: latitude first, then longitude")
        return latitude, longitude
    fields.problem("at", f"'at' must be [latitude, longitude] in degrees, not {value!r}")
    return 0.0, 0.0


def _people(fields: Fields) -> int:
    value = fields.raw("people")
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    fields.problem("people", f"'people' must be a whole number, not {value!r}")
    return 0
