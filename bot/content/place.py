"""A town or municipality in the Netherlands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, or a town in one. Coordinates are approximate: they rank distances and are never shown.

    `municipality` is the municipality's id, the place's own for a municipality; `latitude` and `longitude` are in
    degrees, `people` are inhabitants, rounded; `word`: the name is an everyday word too.
    """

    id: str
    name: str
    municipality: str
    municipality_name: str
    province: str
    latitude: float
    longitude: float
    people: int = 0
    also: tuple[str, ...] = ()
    word: bool = False

    @property
    def full(self) -> str:
        """The name, told apart from its namesakes: "Rijswijk (Zuid-Holland)", "Rijswijk (Altena)"."""
        return f"{self.name} ({self.province if self.municipality == self.id else self.municipality_name})"
