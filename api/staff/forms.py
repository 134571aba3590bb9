"""Reading the forms of staff pages: whatever arrives becomes plain text that the database can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)])


@dataclass(frozen=True, slots=True)
class Fields(Mapping[str, str]):
    """A form's fields: the last value of each; `all(name)` gives every one of a repeated field."""

    pairs: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        for key, value in reversed(self.pairs):
            if key == name:
                return value
        raise KeyError(name)

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(dict(self.pairs))

    def __len__(self) -> int:
        return len(dict(self.pairs))

    def all(self, name: str) -> list[str]:
        """Every value of a field, in order."""
        return [value for key, value in self.pairs if key == name]


async def fields_of(request: Request, *, max_chars: int = 20_000) -> Fields:
    """The form's text fields, each cut at `max_chars`; uploaded files are left out."""
    form = await request.form()
    return Fields(
        tuple(
            (name, value[:max_chars].translate(_UNSTORABLE))
            for name, value in form.multi_items()
            if isinstance(value, str)
        )
    )
