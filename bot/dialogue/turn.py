"""One turn of the conversation: what the person gets, and what we remember."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.content.model import CHAT_TOPIC
from bot.dialogue import answers, menus, near, person
from bot.dialogue.actions import Action
from bot.dialogue.chat import chat_turn
from bot.dialogue.context import Context, Understanding
from bot.dialogue.decide import Decision, Outcome, decide_all
from bot.dialogue.desk import move_token
from bot.dialogue.effects import Count, Effect, MoveCase
from bot.dialogue.followup import followed
from bot.dialogue.plan import cut
from bot.dialogue.pressed import pressed
from bot.dialogue.reading import Reading, hint, read
from bot.dialogue.result import Draft, Turn
from bot.dialogue.state import MAX_HELD_CHARS, State
from bot.dialogue.voice import Voice
from bot.language.handoff_only import handoff_only_text
from bot.messages import Choice, Incoming, IncomingKind, Reply, ReplyKind

__all__ = ["Turn", "apology", "turn"]

DESK_VERBS = ("desk", "helped", "stop")
"""Actions that may be in a language that only advisers speak."""
OFFER_PERSON_AFTER = 2
"""Misunderstandings in a row after which a person is offered first."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """Everything one turn looks at."""

    state: State
    reading: Reading
    voice: Voice
    ctx: Context


def turn(state: State, incoming: Incoming, understood: Sequence[Understanding | None], ctx: Context) -> Turn:
    """Answer one message. `understood` belongs to `plan(...).parse`; `None` there means that the NLU was away."""
    token = move_token(incoming)
    if token:
        # The desk says what became of the link.
        return Turn(state, (), (MoveCase(token),))
    reading = read(state, incoming, ctx)
    moment = _Moment(state, reading, Voice(ctx, reading.language), ctx)
    draft = near.answered(state, reading, moment.voice) or _respond(moment, incoming, understood)
    taken = near.complete(draft, state, reading, moment.voice, understood).finish(state)
    return replace(taken, replies=_marked(taken.replies, ctx)) if incoming.edited else taken


def apology(state: State, incoming: Incoming, ctx: Context) -> Reply:
    """What a person reads when a turn failed on our side: never silence."""
    voice = Voice(ctx, state.language or hint(incoming, ctx.snapshot) or _last_resort(ctx))
    text = voice.t("Something went wrong on our side, sorry. Please try again, or choose a topic.")
    return menus.menu(voice, text)


def _marked(replies: tuple[Reply, ...], ctx: Context) -> tuple[Reply, ...]:
    """The replies to a message that was changed after it was sent, marked so; contacts in need stay on top."""
    first = next((reply for reply in replies if reply.language in ctx.snapshot.languages), None)
    if first is None:
        return replies
    mark = Voice(ctx, first.language).t("You changed your message. This is the answer to the new one.")
    parts = (first.text, mark) if first.kind is ReplyKind.URGENT else (mark, first.text)
    marked = replace(first, text="\n\n".join(parts))
    return tuple(marked if reply is first else reply for reply in replies)


def _respond(moment: _Moment, incoming: Incoming, understood: Sequence[Understanding | None]) -> Draft:
    state, reading, voice, ctx = moment.state, moment.reading, moment.voice, moment.ctx
    heard = [one for one in understood if one is not None]
    if len(heard) < len(understood):
        heard = []
    if reading.alarms:
        # Without a model to doubt them the rules count at once.
        return _decided(moment, heard) if heard else _urgent(moment, reading.alarmed)
    if reading.action is not None and reading.action.verb in DESK_VERBS and (state.spoken or reading.language):
        desk = Voice(ctx, state.spoken or reading.language)
        done = person.pressed(reading.action, state, desk, reading.text)
        if done is not None:
            return done
    if reading.other_language:
        return _handoff_only(moment)
    if not reading.language:
        return _ask_language(moment)
    if incoming.kind is IncomingKind.START:
        return _start(moment)
    if incoming.kind is IncomingKind.UNREADABLE:
        text = voice.t("I can only read text. Please write your question in a few words, or choose a topic.")
        return Draft.of(
            voice, menus.menu(voice, text), effects=(Count("unreadable", voice.language, detail=incoming.what),)
        )
    if reading.action is not None and not reading.to_parse:
        return pressed(reading.action, state, voice)
    if not reading.to_parse:
        return _rephrase(moment)
    return _decided(moment, heard) if heard else _nlu_down(moment)


def _decided(moment: _Moment, understood: Sequence[Understanding]) -> Draft:
    voice, snapshot = moment.voice, moment.ctx.snapshot
    chat = snapshot.slugs(CHAT_TOPIC)
    reading = moment.reading
    decision = decide_all(understood, snapshot.urgent_slugs, chat, reading.alarmed, cut=cut(reading.to_parse))
    following = None if reading.alarmed else _followup(moment, decision, understood[0])
    if following is not None:
        return following
    match decision.outcome:
        case Outcome.URGENT:
            return _urgent(moment, decision.slugs)
        case Outcome.OUT_OF_SCOPE:
            text = voice.t(
                "I can't help with that. I know about living and working in the Netherlands. "
                "Choose a topic or ask a person."
            )
            return Draft.of(voice, menus.menu(voice, text), effects=(Count("out_of_scope", voice.language),))
        case Outcome.ANSWER:
            slug = decision.slugs[0]
            spoken = chat_turn(slug, moment.state, voice)
            return spoken if spoken is not None else _answer(moment, slug)
        case Outcome.ASK:
            return _ask(moment, decision.slugs, voice.t("Do you mean one of these?"))
        case Outcome.SEVERAL:
            return _ask(moment, decision.slugs, voice.t("I see more than one question. Which one first?"))
    return _rephrase(moment)


def _answer(moment: _Moment, slug: str) -> Draft:
    voice, state = moment.voice, moment.state
    reply = answers.answer(voice, slug, with_notice=not state.noticed, extra=_stay(moment))
    if reply is None:
        return _rephrase(moment)
    effect = Count("answered", voice.language, slug)
    return Draft.of(voice, reply, effects=(effect,), noticed=True, slug=slug, misses=0)


def _followup(moment: _Moment, decision: Decision, whole: Understanding) -> Draft | None:
    """A short question that leans on the answer before: the question it means, or that answer's rest and neighbours.

    Where that is not sure, what else it may have meant stays among the buttons.
    """
    voice, snapshot = moment.voice, moment.ctx.snapshot
    before = snapshot.questions.get(moment.state.slug)
    if before is None or voice.answer(before.slug) is None:
        return None
    meant = followed(moment.reading.text, voice.language, before, decision, whole, snapshot.urgent_slugs)
    if meant is None:
        return None
    if meant.slug != before.slug and voice.answer(meant.slug) is not None:
        return _answer(moment, meant.slug)
    reply = answers.rest(voice, before.slug, meant.likely)
    return Draft.of(voice, reply, effects=(Count("asked", voice.language, before.slug, "followup"),), misses=0)


def _urgent(moment: _Moment, slugs: tuple[str, ...]) -> Draft:
    voice = moment.voice
    replies = answers.urgent(voice, slugs)
    if not replies:
        return _rephrase(moment)
    effects: tuple[Effect, ...] = tuple(Count("urgent", voice.language, slug) for slug in slugs)
    return Draft.of(voice, *replies, effects=effects, slug=slugs[0], misses=0)


def _ask(moment: _Moment, slugs: tuple[str, ...], text: str) -> Draft:
    """Two or three candidates as buttons; chat slugs among them are no questions to choose from."""
    voice = moment.voice
    candidates = [choice for choice in map(voice.question, slugs) if choice is not None]
    if not candidates:
        return _rephrase(moment)
    choices: list[Choice] = [*_stay(moment), *candidates, voice.button("None of these", Action("none"))]
    choices.append(menus.person(voice))
    reply = Reply(voice.language, text, tuple(choices), prompt=text, kind=ReplyKind.QUESTION)
    return Draft.of(voice, reply, effects=(Count("asked", voice.language, slugs[0]),), misses=moment.state.misses)


def _rephrase(moment: _Moment) -> Draft:
    voice, misses = moment.voice, moment.state.misses + 1
    if misses >= OFFER_PERSON_AFTER:
        text = voice.t("I still don't understand, sorry. A person can help you, or choose a topic.")
        reply = menus.menu(voice, text)
        person = menus.person(voice)
        reply = Reply(
            reply.language,
            reply.text,
            (person, *(choice for choice in reply.choices if choice != person)),
            reply.prompt,
            reply.kind,
        )
    else:
        text = voice.t(
            "Sorry, I did not understand. Please say it in other words, in one short sentence, or choose a topic."
        )
        reply = menus.menu(voice, text)
    return Draft.of(voice, reply, effects=(Count("rephrased", voice.language),), misses=misses)


def _nlu_down(moment: _Moment) -> Draft:
    voice = moment.voice
    text = voice.t(
        "I can't read sentences right now. You can choose a topic here. A person helps you on {phone} "
        "(Het Juridisch Loket, call or WhatsApp).",
        phone=voice.contact("juridisch_loket_am", "phone"),
    )
    return Draft.of(voice, menus.menu(voice, text), effects=(Count("nlu_down", voice.language),))


def _handoff_only(moment: _Moment) -> Draft:
    language = moment.reading.other_language
    voice = Voice(moment.ctx, moment.state.language or _last_resort(moment.ctx))
    text = handoff_only_text(language, phone=voice.contact("juridisch_loket_am", "phone"))
    if language in moment.ctx.desk.languages:
        return person.handoff_only(language, text, Voice(moment.ctx, language), moment.state)
    reply = Reply(
        language, text, menus.languages(moment.ctx), prompt=" / ".join(_names(moment.ctx)), kind=ReplyKind.NOTICE
    )
    return Draft((reply,), (Count("handoff_only", language),), {"offered": _offered(reply)})


def _ask_language(moment: _Moment) -> Draft:
    reply = menus.choose_language(moment.ctx)
    held = moment.reading.text[:MAX_HELD_CHARS]
    effect = Count("greeted", reply.language)
    return Draft((reply,), (effect,), {"offered": _offered(reply), "held": held, "place": moment.reading.link.place})


def _start(moment: _Moment) -> Draft:
    voice, link = moment.voice, moment.reading.link
    if link.slug:
        slug = link.slug
        draft = _urgent(moment, (slug,)) if slug in moment.ctx.snapshot.urgent_slugs else _answer(moment, slug)
        return draft.with_changes(place=link.place) if link.place else draft
    text = "\n\n".join(
        [
            voice.t(
                "Hello! Here you get free answers about living and working in the Netherlands. "
                "Write your question in your own words, or choose a topic."
            ),
            answers.notice(voice),
        ]
    )
    draft = Draft.of(
        voice, menus.menu(voice, text), effects=(Count("greeted", voice.language),), noticed=True, misses=0
    )
    return draft.with_changes(place=link.place) if link.place else draft


def _stay(moment: _Moment) -> tuple[Choice, ...]:
    """One tap back to the language the person used before."""
    before = moment.reading.switched_from
    if not before:
        return ()
    return (Voice(moment.ctx, before).button("Continue in English", Action("stay", before)),)


def _offered(reply: Reply) -> tuple[tuple[str, str], ...]:
    return tuple((choice.action, choice.full) for choice in reply.choices)


def _names(ctx: Context) -> list[str]:
    return [language.name for language in ctx.snapshot.languages.values()]


def _last_resort(ctx: Context) -> str:
    """The language of last resort."""
    return list(ctx.snapshot.languages)[-1]
