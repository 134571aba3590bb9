"""Finds answers by words, for people who look something up while somebody waits: without diacritics, by beginnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.model import CHAT_TOPIC, Answer, Snapshot
from bot.text import fold, fold_bulgarian

TITLE_WEIGHT = 6
NAME_WEIGHT = 3
"""The question's name in the registry, and its title in the fallback language: advisers know both."""
TEXT_WEIGHT = 1
WHOLE, BEGINNING, STEM = 4, 2, 1
"""A word that stands there as it is typed; as a beginning; without its ending ("zasiłku" for "zasiłek")."""
MIN_STEM_CHARS = 4
MAX_ENDING_CHARS = 2
MAX_QUERY_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    answer: Answer
    title: frozenset[str]
    name: frozenset[str]
    text: frozenset[str]

    def score(self, words: Iterable[frozenset[str]]) -> tuple[int, int]:
        """How many of the words are found, and the sum of their weights. A word is a set of its spellings."""
        weights = [max(self._weight(spelling) for spelling in spellings) for spellings in words]
        return sum(weight > 0 for weight in weights), sum(weights)

    def _weight(self, word: str) -> int:
        for weight, words in ((TITLE_WEIGHT, self.title), (NAME_WEIGHT, self.name), (TEXT_WEIGHT, self.text)):
            if word in words:
                return WHOLE * weight
            if any(one.startswith(word) for one in words):
                return BEGINNING * weight
        stem = word[: max(MIN_STEM_CHARS, len(word) - MAX_ENDING_CHARS)]
        for weight, words in ((TITLE_WEIGHT, self.title), (NAME_WEIGHT, self.name), (TEXT_WEIGHT, self.text)):
            if len(stem) < len(word) and any(one.startswith(stem) for one in words):
                return STEM * weight
        return 0


class AnswerIndex:
    """The answers of one language by their words. Make a new one when the snapshot's `revision` changes."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        known = snapshot.languages.get(language)
        fallback = known.fallback if known else ""
        self._entries: list[_Entry] = []
        for slug, question in snapshot.questions.items():
            answer = snapshot.answer(language, slug)
            if answer is None or question.topic == CHAT_TOPIC:
                continue
            other = snapshot.answer(fallback, slug)
            name = _words(slug.replace("_", " "), question.topic, question.about, other.title if other else "")
            title = _words(answer.title, answer.button, answer.row)
            self._entries.append(_Entry(answer, title, name, _words(answer.essence, answer.more)))

    def search(self, query: str, *, limit: int = 8, first: str = "") -> tuple[Answer, ...]:
        """The answers that hold most of the query's words (at least half of them), best first, at most `limit`.

        `first`: the slug that stands in front among equals. Without any word: that one answer and its topic.
        """
        words = [frozenset({fold(word), fold_bulgarian(word)}) - {""} for word in query.split()[:MAX_QUERY_WORDS]]
        words = [spellings for spellings in words if spellings]
        if not words:
            return self._near(first)[:limit]
        scored = [(entry.score(words), entry.answer.slug == first, entry.answer) for entry in self._entries]
        most = max((score[0] for score, _, _ in scored), default=0)
        if 2 * most < len(words):
            return ()
        found = [one for one in scored if one[0][0] == most]
        found.sort(key=lambda one: one[:2], reverse=True)
        return tuple(answer for _, _, answer in found[:limit])

    def _near(self, slug: str) -> tuple[Answer, ...]:
        mine = next((entry.answer for entry in self._entries if entry.answer.slug == slug), None)
        if mine is None:
            return ()
        others = [entry.answer for entry in self._entries if entry.answer.topic == mine.topic and entry.answer != mine]
        return (mine, *others)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word.strip("{}()[].,:;!?\"'“”„–-•*|/") for text in texts for word in fold(text).split()) - {""}
