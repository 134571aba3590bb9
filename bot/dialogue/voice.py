"""The voice of one turn: wording, buttons and content in the language that the person reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.content import references
from bot.content.model import Answer
from bot.content.references import Phrases
from bot.dialogue.actions import Action
from bot.dialogue.context import Context
from bot.language.wording import Wording
from bot.messages import Choice


def phrases(wording: Wording, language: str) -> Phrases:
    """What stands in place of a value that can't be shown."""

    def t(msgid: str) -> str:
        return wording.text(language, msgid, sites="{sites}")

    return Phrases(
        updating=t("(this amount is being updated, see {sites})"),
        unverified=t("(not confirmed yet, please check: {sites})"),
        unverified_here=t("(not confirmed yet)"),
    )


@dataclass(frozen=True)
class Voice:
    """Says things in one language. `t` is a sentence, `button` a choice whose wording fits 20 characters."""

    ctx: Context
    language: str

    def t(self, msgid: str, /, **values: object) -> str:
        """A sentence of the catalog, its places filled in."""
        return self.ctx.wording.text(self.language, msgid, **values)

    def n(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """A sentence in the form that its `{number}` asks for."""
        return self.ctx.wording.plural(self.language, singular, plural, number, **values)

    def button(self, msgid: str, action: Action, *, label: str = "") -> Choice:
        """A choice worded by the catalog; `label` is a longer wording for channels with room."""
        return Choice(str(action), self.t(msgid), label=label)

    @cached_property
    def _phrases(self) -> Phrases:
        return phrases(self.ctx.wording, self.language)

    def fill(self, text: str) -> str:
        """Content with its references filled in for today."""
        return references.fill(
            text, self.ctx.snapshot, language=self.language, on=self.ctx.today, phrases=self._phrases
        )

    def answer(self, slug: str) -> Answer | None:
        """The answer in this language, else in the language's fallback."""
        snapshot = self.ctx.snapshot
        found = snapshot.answer(self.language, slug)
        if found is None and self.language in snapshot.languages:
            fallback = snapshot.languages[self.language].fallback
            found = snapshot.answer(fallback, slug) if fallback else None
        return found

    def question(self, slug: str) -> Choice | None:
        """The choice that asks one question, or `None` when it has no answer to show."""
        answer = self.answer(slug)
        return None if answer is None else Choice(str(Action("ask", slug)), answer.button, answer.row, answer.title)

    def contact(self, name: str, part: str = "") -> str:
        """A contact as Markdown; empty when there is none of that name."""
        contact = self.ctx.snapshot.contacts.get(name)
        return references.contact_text(contact, part, self.language) if contact else ""
