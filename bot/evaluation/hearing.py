"""Asks the models once about every message of a set; what is decided from it can then be worked out again offline."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.dialogue.context import Context, Thresholds, Understanding
from bot.dialogue.plan import cut, plan
from bot.dialogue.reading import read
from bot.dialogue.state import State
from bot.dialogue.turn import turn
from bot.errors import NluError
from bot.evaluation.outcome import Judged, judged
from bot.evaluation.sets import Case
from bot.messages import Incoming, IncomingKind
from bot.nlu_client import NluClient

PARSE_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Heard:
    """A case with what the models say of it: the message, then its sentences; nothing when rules or commands decide."""

    case: Case
    understood: tuple[Understanding, ...]
    language: str = ""
    """The language whose model was asked; empty when none was."""
    alarmed: tuple[str, ...] = ()
    """The urgent questions that the rules heard."""
    cut: bool = False
    """Whether the model read only the beginning of the message."""

    @property
    def ranking(self) -> list[str]:
        """The model's guesses for the whole message, best first; empty when no model is asked."""
        return [slug for slug, _ in self.understood[0].ranking] if self.understood else []


Parse = Callable[[str, Sequence[str]], Awaitable[list[Understanding]]]
"""Asks for many texts of one language at once."""
BATCH = 200


async def hear_at_once(language: str, cases: Sequence[Case], ctx: Context, parse: Parse) -> list[Heard]:
    """As `hear`, with the texts asked for in batches. Raises what `parse` raises."""
    planned = [plan(listening(language, case), message(case), ctx).parse for case in cases]
    asked = list(dict.fromkeys((one.language, one.text) for requests in planned for one in requests))
    known: dict[tuple[str, str], Understanding] = {}
    for spoken in dict.fromkeys(language for language, _ in asked):
        texts = [text for other, text in asked if other == spoken]
        for start in range(0, len(texts), BATCH):
            part = texts[start : start + BATCH]
            for text, understood in zip(part, await parse(spoken, part), strict=True):
                known[spoken, text] = understood
    return [
        Heard(
            case,
            tuple(known[one.language, one.text] for one in requests),
            requests[0].language if requests else "",
            read(listening(language, case), message(case), ctx).alarmed,
            cut(case.text),
        )
        for case, requests in zip(cases, planned, strict=True)
    ]


async def hear(language: str, cases: Sequence[Case], ctx: Context, nlu_url: str) -> list[Heard]:
    """Ask the server at `nlu_url` what the dialogue would ask. Raises `NluError` when it stops answering."""
    client = NluClient(nlu_url, timeout_s=PARSE_TIMEOUT_S)
    found = []
    try:
        for case in cases:
            understood = []
            state = listening(language, case)
            requests = plan(state, message(case), ctx).parse
            for request in requests:
                answer = await client.parse(request.language, request.text)
                if answer is None:
                    raise NluError(f"the NLU at {nlu_url} stopped answering in the middle of the measurement")
                understood.append(answer)
            spoken = requests[0].language if requests else ""
            found.append(
                Heard(case, tuple(understood), spoken, read(state, message(case), ctx).alarmed, cut(case.text))
            )
    finally:
        await client.aclose()
    return found


def judge_turn(language: str, heard: Heard, ctx: Context) -> Judged:
    """Take the real turn for a case and judge what the person got."""
    reply = turn(listening(language, heard.case), message(heard.case), heard.understood, ctx)
    return judged(heard.case, reply, heard.ranking, language)


def with_thresholds(heard: Heard, thresholds: Thresholds) -> Heard:
    """The same understandings under other thresholds."""
    understood = tuple(Understanding(one.ranking, one.in_scope, thresholds, one.model) for one in heard.understood)
    return replace(heard, understood=understood)


def listening(language: str, case: Case) -> State:
    """The state in which a case is heard: a conversation in this language that has had its notice, and the answer
    before when the case names one."""
    return State(language=language, noticed=True, slug=case.before)


def message(case: Case) -> Incoming:
    """The case as typed."""
    return Incoming(IncomingKind.TEXT, text=case.text)
