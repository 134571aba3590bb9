"""What an adviser can put into a reply: saved replies and answers, filled in for today and the person's language."""

from __future__ import annotations

from dataclasses import dataclass

from api.desk.room import Room
from bot.content.model import Answer, Snapshot
from bot.content.plain_text import answer_text, filled
from bot.content.search import AnswerIndex
from bot.desk.case import Case
from bot.flows.desk_settings import saved_replies

MAX_QUERY_CHARS = 100
MAX_FOUND = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to insert. `fault` warns of something in it that nobody knows (any more)."""

    id: str
    title: str
    text: str
    language: str
    more: str = ""
    fault: str = ""


_indexes: dict[tuple[int, str], tuple[Snapshot, AnswerIndex]] = {}


def index_of(snapshot: Snapshot, language: str) -> AnswerIndex:
    """The index of a language's answers, made once for each state of the knowledge."""
    key = (id(snapshot), language)
    found = _indexes.get(key)
    if found is None or found[0] is not snapshot:
        if len(_indexes) > 16:
            _indexes.clear()
        found = _indexes[key] = (snapshot, AnswerIndex(snapshot, language))
    return found[1]


async def saved_pieces(room: Room, case: Case) -> list[Piece]:
    """The saved replies of the person's language."""
    if room.snapshot is None:
        return []
    pieces = []
    for reply in await saved_replies(room.app, room.actor, case.spoken):
        made = filled(reply.body, room.snapshot, language=case.spoken, on=room.today, phrases=room.phrases(case.spoken))
        fault = room.t("Part of this text refers to something that is not known: check it.") if made.faults else ""
        pieces.append(Piece(str(reply.id), reply.title, made.text, case.spoken, fault=fault))
    return pieces


def answers_language(room: Room, case: Case) -> str:
    """The language of the answers at hand: the person's, or the registry's fallback where we have none in it."""
    if room.snapshot is None or case.spoken in room.snapshot.languages:
        return case.spoken
    return "nl"


def answer_pieces(room: Room, case: Case, query: str) -> list[Piece]:
    """The answers that fit a search; without one the answer to the case's own question and its neighbours."""
    if room.snapshot is None:
        return []
    language = answers_language(room, case)
    found = index_of(room.snapshot, language).search(query[:MAX_QUERY_CHARS], limit=MAX_FOUND, first=case.slug)
    return [_piece(room, answer) for answer in found]


def _piece(room: Room, answer: Answer) -> Piece:
    assert room.snapshot is not None
    phrases = room.phrases(answer.language)
    source = "Source: {links}"
    if room.wording is not None:
        source = room.wording.text(answer.language, "Source: {links}", links="{links}")

    def text(*, more: bool) -> str:
        assert room.snapshot is not None
        return answer_text(answer, room.snapshot, on=room.today, phrases=phrases, source=source, more=more)

    more = text(more=True) if answer.more else ""
    return Piece(answer.slug, answer.title, text(more=False), answer.language, more=more)
