"""Messages that join a case: while somebody waits for an adviser, or talks to one. The bot keeps silent, but: cries for
help get their contact at once, "stop" and "delete my data" work, and what joins is acknowledged once."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import answers, person, pressed
from bot.dialogue.actions import Action, parse
from bot.dialogue.commands import command, is_no, is_yes
from bot.dialogue.context import Context
from bot.dialogue.desk import move_token
from bot.dialogue.effects import Count, Effect, MoveCase, OfferMove, StopCase
from bot.dialogue.reading import hint, typed_choice
from bot.dialogue.result import Draft, Turn
from bot.dialogue.state import State
from bot.dialogue.urgent import Alarm, alarms
from bot.dialogue.voice import Voice
from bot.messages import MAX_INCOMING_CHARS, Incoming, IncomingKind, Reply, ReplyKind
from bot.text import clean

WAITING = "waiting"
DOCUMENTS = frozenset({"image", "photo", "document"})
"""What an adviser can look at; everything else has to be put into words."""


def joined(state: State, incoming: Incoming, mode: str, ctx: Context) -> Turn:
    """What the person gets when their message joins a case (`mode`: waiting or adviser): mostly nothing."""
    token = move_token(incoming)
    if token:
        return Turn(state, (), (MoveCase(token),))
    voice = Voice(
        ctx, state.spoken or state.language or hint(incoming, ctx.snapshot) or list(ctx.snapshot.languages)[-1]
    )
    text = clean(incoming.text, max_chars=MAX_INCOMING_CHARS) if incoming.kind is IncomingKind.TEXT else ""
    found = _new_alarms(alarms(text, voice.language), state, mode)
    if found:
        return _urgent(found, voice, state)
    action = _action(text, incoming, state)
    if action is not None:
        done = _act(action, voice, state)
        if done is not None:
            return done.finish(state)
    if incoming.kind is IncomingKind.UNREADABLE and incoming.what not in DOCUMENTS:
        return _say(state, voice, voice.t("The adviser can't open this here. Please write it in words."))
    shown = incoming.kind is IncomingKind.UNREADABLE or incoming.what in DOCUMENTS
    if shown or (mode == WAITING and not state.told):
        return _say(state.with_(told=True), voice, voice.t("Thank you, the adviser will see this too."))
    return Turn(_unasked(state), ())


def _unasked(state: State) -> State:
    return state.with_(confirming="") if state.confirming else state


def _new_alarms(found: tuple[Alarm, ...], state: State, mode: str) -> tuple[Alarm, ...]:
    """A life in danger always; everything else while nobody is there yet, once a case."""
    warned = state.warned.split()
    return tuple(
        alarm for alarm in found if alarm.slug in person.NEVER or (mode == WAITING and alarm.slug not in warned)
    )


def _urgent(found: tuple[Alarm, ...], voice: Voice, state: State) -> Turn:
    if voice.language not in voice.ctx.snapshot.languages:
        voice = replace(voice, language=found[0].language)
    slugs = tuple(alarm.slug for alarm in found)
    # Buttons would lead to the bot, which keeps silent now: contacts alone.
    replies = answers.contacts_alone(voice, slugs)
    effects: tuple[Effect, ...] = tuple(Count("urgent", voice.language, slug, "case") for slug in slugs)
    return Turn(state.with_(warned=" ".join(dict.fromkeys([*state.warned.split(), *slugs]))), replies, effects)


def _action(text: str, incoming: Incoming, state: State) -> Action | None:
    if incoming.kind is IncomingKind.CHOICE:
        return parse(incoming.action)
    if incoming.kind is not IncomingKind.TEXT:
        return None
    if state.confirming and (is_yes(text) or is_no(text)):
        return Action(state.confirming, "yes" if is_yes(text) else "no")
    chosen = typed_choice(text, state) if not text.strip(" .)").isdigit() else None
    return chosen or command(text)


def _act(action: Action, voice: Voice, state: State) -> Draft | None:
    """What still works while a case is open; `None`: nothing of this, the message joins."""
    match action.verb, action.target.partition("__")[0]:
        case "stop", _:
            return _stop(voice, state)
        case "desk", "stop":
            return _stop(voice, state)
        case "desk", "move":
            return _move(voice, state)
        case "erase", "no":
            reply = Reply(voice.language, voice.t("Nothing was deleted. Your case is still open."))
            return Draft((reply,), (), {"spoken": state.spoken})
        case "erase", _:
            draft = pressed.erase(action, voice)
            kept = {**draft.changes, "language": state.language, "spoken": state.spoken}
            return Draft(draft.replies, draft.effects, kept)
    return None


def _stop(voice: Voice, state: State) -> Draft:
    draft = person.back(voice, state)
    return Draft(draft.replies, (*draft.effects, StopCase()), draft.changes)


def _move(voice: Voice, state: State) -> Draft | None:
    line = person.move_line(voice)
    if not line:
        return None
    choices = (voice.button("Answer on my phone", Action("desk", "move")),)
    reply = Reply(voice.language, line, choices, prompt=line, kind=ReplyKind.NOTICE)
    offered = Draft.of(voice, reply).changes["offered"]
    return Draft((reply,), (OfferMove(voice.ctx.desk.token),), {"offered": offered, "spoken": state.spoken})


def _say(state: State, voice: Voice, text: str) -> Turn:
    return Turn(_unasked(state), (Reply(voice.language, text),))
