"""What a message is, before anybody understands it: a button, a command, a cry for help, or a text in a language."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.content.model import Snapshot
from bot.dialogue import near
from bot.dialogue.actions import Action, DeepLink, deep_link, parse
from bot.dialogue.commands import command, is_no, is_yes
from bot.dialogue.context import Context
from bot.dialogue.state import State
from bot.dialogue.urgent import Alarm, alarms
from bot.language.detect import Detection, detect
from bot.messages import MAX_INCOMING_CHARS, Incoming, IncomingKind
from bot.text import clean, fold

MIN_PHONE_DIGITS = 5
"""So many digits after "write your number" are meant as one."""
MAX_CHOICE_CHARS = 4
"""The number of a choice is short; a longer one is a telephone number, a BSN, an amount."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as read. `language` is the one to answer in, empty when nothing tells."""

    language: str = ""
    action: Action | None = None
    text: str = ""
    alarms: tuple[Alarm, ...] = ()
    switched_from: str = ""
    """The conversation's language when this message is clearly in another one of ours."""
    other_language: str = ""
    """A language that only advisers speak, when the message is in it."""
    link: DeepLink = field(default_factory=DeepLink)
    to_parse: str = ""
    """The text that the NLU should look at; empty when it has nothing to add."""
    places: tuple[str, ...] = ()
    """The ids of the places that the text may name, where the town matters for the answer."""

    @property
    def alarmed(self) -> tuple[str, ...]:
        """The urgent questions that the rules hear in it."""
        return tuple(alarm.slug for alarm in self.alarms)


def read(state: State, incoming: Incoming, ctx: Context) -> Reading:
    """Read a message. Deterministic: `plan` and `turn` see the same."""
    if incoming.kind is IncomingKind.CHOICE:
        return _read_action(parse(incoming.action) or Action("gone"), state, incoming, ctx)
    if incoming.kind is IncomingKind.START:
        link = deep_link(incoming.action, ctx.snapshot)
        return Reading(link.language or state.language or hint(incoming, ctx.snapshot), link=link)
    if incoming.kind is IncomingKind.UNREADABLE:
        return Reading(state.language or hint(incoming, ctx.snapshot))
    return _read_text(state, incoming, ctx)


def _read_action(action: Action, state: State, incoming: Incoming, ctx: Context) -> Reading:
    if action.verb in ("lang", "stay") and action.target in ctx.snapshot.languages:
        held = state.held if action.verb == "lang" else ""
        return Reading(action.target, action, text=held, to_parse=held)
    return Reading(state.language or hint(incoming, ctx.snapshot), action)


def _read_text(state: State, incoming: Incoming, ctx: Context) -> Reading:
    text = clean(incoming.text, max_chars=MAX_INCOMING_CHARS)
    found = alarms(text, state.language)
    detection = detect(text)
    language, switched_from, other = _choose(state, incoming, detection, ctx.snapshot)
    if found:
        # The model is asked too: it knows "my phone died" from a dying person. Not about a language it can't read.
        return Reading(language or found[0].language, None, text, found, switched_from, to_parse="" if other else text)
    if state.step == "number" and sum(char.isdigit() for char in text) >= MIN_PHONE_DIGITS:
        return Reading(state.language, Action("desk", "phone"), text)
    chosen = typed_choice(text, state)
    if chosen is not None:
        return _read_action(chosen, state, incoming, ctx)
    if state.confirming and (is_yes(text) or is_no(text)):
        return Reading(language, Action(state.confirming, "yes" if is_yes(text) else "no"), text)
    typed = command(text)
    if typed is not None:
        return Reading(language, typed, text)
    if state.awaiting or state.slug in near.DESKS:
        places = near.heard(text, state, ctx.snapshot)
        if places or (state.awaiting and len(text.split()) <= near.FEW_WORDS):
            # The name of a town is in no language: "Venlo" after a Polish question stays Polish.
            to_parse = text if not places and any(char.isalnum() for char in text) else ""
            return Reading(state.language, None, text, to_parse=to_parse, places=places)
    if other:
        return Reading(language, None, text, other_language=other)
    to_parse = text if language and any(char.isalnum() for char in text) else ""
    return Reading(language, None, text, (), switched_from, "", to_parse=to_parse)


def _choose(state: State, incoming: Incoming, detection: Detection, snapshot: Snapshot) -> tuple[str, str, str]:
    """(language to answer in, language left by this message, language that only advisers speak)."""
    ours = detection.language in snapshot.languages
    if detection.certain and ours:
        left = state.language if state.language not in ("", detection.language) else ""
        return detection.language, left, ""
    if detection.certain and detection.language in snapshot.handoff_only:
        return state.language, "", detection.language
    if state.language:
        return state.language, "", ""
    if ours:
        return detection.language, "", ""
    if detection.language in snapshot.handoff_only:
        return "", "", detection.language
    return hint(incoming, snapshot), "", ""


def hint(incoming: Incoming, snapshot: Snapshot) -> str:
    """The language that the channel reports for its user interface, if it is one of ours; else ""."""
    language = incoming.language_hint.lower().replace("_", "-").split("-")[0]
    return language if language in snapshot.languages else ""


def typed_choice(text: str, state: State) -> Action | None:
    """The choice that a person typed instead of pressing it: its number (from 1) or its wording."""
    if text.isascii() and text.rstrip(".)").isdigit():
        number = int(text.rstrip(".)")) if len(text) <= MAX_CHOICE_CHARS else 0
        return parse(state.offered[number - 1][0]) if 0 < number <= len(state.offered) else None
    folded = fold(text).strip(" .!?")
    return next(
        (parse(action) for action, words in state.offered if folded and fold(words).strip(" .!?") == folded), None
    )
