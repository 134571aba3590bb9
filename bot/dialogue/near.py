"""The nearest desk: which town are you in, and where do you go from there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.content.model import Contact, Snapshot
from bot.content.place import Place
from bot.content.place_words import QUESTION_WORDS
from bot.content.places import desk_of, find_place, mentioned, named_alone, nearest
from bot.dialogue import answers, menus
from bot.dialogue.actions import Action
from bot.dialogue.context import Understanding
from bot.dialogue.effects import Count
from bot.dialogue.handoff import step_text
from bot.dialogue.result import Draft
from bot.dialogue.state import State
from bot.dialogue.voice import Voice
from bot.messages import Choice, Reply, ReplyKind

if TYPE_CHECKING:
    from bot.dialogue.reading import Reading

DESKS = {"info_point": "win_point", "legal_help": "win_point", "rni_short_stay": "rni_desk", "homeless": "urgent"}
"""The questions whose answer depends on the town → the group of contacts that the desk is taken from."""
MAX_TRIES = 2
"""How often we ask for the town before we give the way that holds everywhere."""
FEW_WORDS = 3
"""So few words after "In which town are you?" are meant as a town."""
MANY_WORDS = 15
SURE = 0.85
"""A short text that the model understands so surely is a question after all."""
_NOT_UNDERSTOOD = ("rephrased", "nlu_down")
_HARDLY_UNDERSTOOD = (*_NOT_UNDERSTOOD, "asked", "out_of_scope")
_JOIN = "__"


def heard(text: str, state: State, snapshot: Snapshot) -> tuple[str, ...]:
    """The ids of the places that a reply to "In which town are you?" names; none for a question. Never raises."""
    words = re.findall(r"\w+", text.lower())
    asks = "?" in text or any(word in QUESTION_WORDS for word in words)
    if len(words) > MANY_WORDS or (asks and len(words) >= FEW_WORDS):
        return ()
    if state.awaiting:
        return tuple(place.id for place in find_place(text, snapshot.places, state.language))
    # Right after one of these answers people type their town without pressing the button.
    if state.slug in DESKS:
        return tuple(place.id for place in named_alone(text, snapshot.places, state.language))
    return ()


def answered(state: State, reading: Reading, voice: Voice) -> Draft | None:
    """What follows the name of a town that was asked for: the desk, or which of several towns; else `None`."""
    by_id = voice.ctx.snapshot.places.by_id
    found = [by_id[name] for name in reading.places if name in by_id]
    slug = state.awaiting or state.slug
    if not found or slug not in DESKS or reading.alarms:
        return None
    if len(found) == 1:
        return _desk(found[0], slug, voice)
    text = voice.t("Which place do you mean?")
    choices = tuple(
        Choice(
            str(Action("at", f"{slug}{_JOIN}{place.id}")), _short(place.name, 20), _short(place.full, 24), place.full
        )
        for place in found
    )
    titles = {choice.title for choice in choices}
    if len(titles) < len(choices):  # WhatsApp refuses two buttons with one title
        choices = tuple(
            replace(choice, title=_short(f"{place.name}, {place.province}", 20))
            for choice, place in zip(choices, found, strict=True)
        )
    other = voice.button("Another town", Action("near", slug, 1))
    reply = Reply(voice.language, text, (*choices, other), prompt=text, kind=ReplyKind.QUESTION)
    return Draft.of(voice, reply, effects=(Count("asked", voice.language, slug, "place"),))


def ask(action: Action, state: State, voice: Voice) -> Draft | None:
    """The button "Near me": the desk at once when we know the town, else the question; `None` for an old button."""
    slug = action.target
    if slug not in DESKS:
        return None
    known = voice.ctx.snapshot.places.get(state.place) if not action.page else None
    if known is not None:
        return _desk(known, slug, voice)
    text = voice.t("In which town or municipality (gemeente) are you? Write only its name.")
    return _question(text, slug, 1, voice)


def chosen(action: Action, voice: Voice) -> Draft | None:
    """One of several towns pressed; `None` for an old button."""
    slug, _, name = action.target.partition(_JOIN)
    place = voice.ctx.snapshot.places.by_id.get(name)
    return None if place is None or slug not in DESKS else _desk(place, slug, voice)


def complete(
    draft: Draft, state: State, reading: Reading, voice: Voice, understood: Sequence[Understanding | None]
) -> Draft:
    """The turn with what the town adds: the button and the desk on an answer that depends on it, or asked once more."""
    counts = [effect for effect in draft.effects if isinstance(effect, Count)]
    events = {count.event for count in counts}
    if state.awaiting in DESKS:
        if "unreadable" in events:
            return draft.with_changes(awaiting=state.awaiting, tries=state.tries)
        if reading.action is None and not reading.places and _was_no_question(reading.text, events, understood):
            return _again(state, voice)
    shown = [count.slug for count in counts if count.event in ("answered", "urgent")]
    slug = next((slug for slug in shown if slug in DESKS), "")
    if not slug or not draft.replies:
        return draft
    place, told = _known_place(state, reading, voice)
    replies = list(draft.replies)
    if place is not None:
        index = min(shown.index(slug), len(replies) - 1)
        replies[index] = replace(replies[index], text=f"{replies[index].text}\n\n{paragraph(place, slug, voice)}")
    known = place is not None
    button = (
        voice.button("Another town", Action("near", slug, 1))
        if known
        else voice.button("Near me", Action("near", slug))
    )
    choices = replies[-1].choices
    stay = [choice for choice in choices if choice.action.startswith("stay:")]
    replies[-1] = replace(replies[-1], choices=(*stay, button, *(c for c in choices if c not in stay)))
    changed = Draft.of(voice, *replies, effects=draft.effects)
    changes = {**draft.changes, "offered": changed.changes["offered"]}
    return Draft(changed.replies, draft.effects, {**changes, "place": place.id} if place and told else changes)


def paragraph(place: Place, slug: str, voice: Voice) -> str:
    """The nearest desk in one paragraph."""
    snapshot, name = voice.ctx.snapshot, _told(place)
    if slug == "homeless":
        return _shelter(place, voice)
    desk = nearest(place, snapshot.contacts.values(), DESKS[slug], snapshot.places)
    if desk is None:
        return step_text(voice, "info_point")
    national = "rvig" if slug == "rni_short_stay" else "workinnl"
    site = voice.contact(desk.id, "site") if desk.url else voice.contact(national, "site")
    if slug == "rni_short_stay":
        return voice.t(
            "**{place}.** The nearest RNI desk: {desk}. Make an appointment first. Check the address and hours before "
            "you go: {site}",
            place=name,
            desk=_where(desk),
            site=site,
        )
    return voice.t(
        "**{place}.** The nearest Work in NL information point that we know: {desk}. Check the address and hours "
        "before you go: {site}",
        place=name,
        desk=_where(desk),
        site=site,
    )


def _desk(place: Place, slug: str, voice: Voice) -> Draft:
    parts = [paragraph(place, slug, voice), *_everywhere(slug, voice, place_known=True)]
    choices = (
        voice.button("Another town", Action("near", slug, 1)),
        *_person(slug, voice),
        *answers.related(voice, slug),
        voice.button("All topics", Action("menu")),
    )
    kind = ReplyKind.URGENT if slug == "homeless" else ReplyKind.ANSWER
    reply = Reply(voice.language, "\n\n".join(parts), choices, voice.t("What would you like next?"), kind)
    effect = Count("near", voice.language, slug, DESKS[slug])
    return Draft.of(voice, reply, effects=(effect,), slug=slug, misses=0, place=place.id)


def _question(text: str, slug: str, tries: int, voice: Voice) -> Draft:
    choices = (*_person(slug, voice), voice.button("All topics", Action("menu")))
    reply = Reply(voice.language, text, choices, prompt=text, kind=ReplyKind.QUESTION)
    effect = Count("asked", voice.language, slug, "place")
    return Draft.of(voice, reply, effects=(effect,), slug=slug, awaiting=slug, tries=tries)


def _again(state: State, voice: Voice) -> Draft:
    slug = state.awaiting
    if state.tries < MAX_TRIES:
        text = voice.t(
            "I don't know this place. Please write it once more: the town or municipality (gemeente), as in your "
            "address or on the road signs."
        )
        return _question(text, slug, state.tries + 1, voice)
    parts = [voice.t("I still can't find this place, sorry."), *_everywhere(slug, voice, place_known=False)]
    choices = (
        voice.button("Another town", Action("near", slug, 1)),
        *_person(slug, voice),
        voice.button("All topics", Action("menu")),
    )
    reply = Reply(voice.language, "\n\n".join(parts), choices, voice.t("What would you like next?"), ReplyKind.NOTICE)
    return Draft.of(voice, reply, effects=(Count("near", voice.language, slug, "unknown"),), slug=slug, misses=0)


def _was_no_question(text: str, events: set[str], understood: Sequence[Understanding | None]) -> bool:
    """Whether a text after "In which town are you?" was no question of its own, but a place that we do not know."""
    if not text:
        return False
    if len(text.split()) > FEW_WORDS:
        return bool(events & set(_NOT_UNDERSTOOD))
    ranking = understood[0].ranking if understood and understood[0] is not None else ()
    unsure = "answered" in events and (not ranking or ranking[0][1] < SURE)
    return unsure or bool(events & set(_HARDLY_UNDERSTOOD))


def _known_place(state: State, reading: Reading, voice: Voice) -> tuple[Place | None, bool]:
    """The place that the message names, else the one we know; and whether the message named it."""
    places = voice.ctx.snapshot.places
    named = mentioned(reading.text, places, voice.language) if reading.text else ()
    if named:
        return (named[0], True) if len(named) == 1 else (None, False)
    return places.get(reading.link.place or state.place), False


def _everywhere(slug: str, voice: Voice, *, place_known: bool) -> list[str]:
    """The way that holds in the whole country."""
    danger = voice.t("Life in danger? Call {number}.", number=voice.contact("emergency_112", "phone"))
    match slug:
        case "rni_short_stay":
            return [
                voice.t(
                    "All RNI desks with their addresses: {site}. Questions: {phone}.",
                    site=voice.contact("rvig", "site"),
                    phone=voice.contact("rvig", "phone"),
                )
            ]
        case "homeless":
            call = voice.t(
                "Call the municipality (gemeente) of the town where you are and ask for shelter (daklozenopvang). Its "
                "number: search the internet for “daklozenopvang” and the name of the town."
            )
            numbers = [] if place_known else [call, step_text(voice, "contact:shelter_municipality")]
            return [*numbers, step_text(voice, "contact:barka"), danger]
        case "legal_help":
            return [step_text(voice, "legal"), *([] if place_known else [step_text(voice, "info_point")])]
    return [step_text(voice, "info_point"), step_text(voice, "legal")]


def _shelter(place: Place, voice: Voice) -> str:
    contacts = [contact for contact in voice.ctx.snapshot.contacts.values() if contact.municipalities]
    desk = desk_of(place, contacts, DESKS["homeless"])
    if desk is not None and desk.phone is not None and not desk.phone.check:
        return voice.t(
            "**{place}.** Call the municipality (gemeente) and ask for shelter (daklozenopvang): {phone}",
            place=_told(place),
            phone=voice.contact(desk.id, "phone"),
        )
    return voice.t(
        "**{place}.** Call your municipality (gemeente {municipality}) and ask for shelter (daklozenopvang). Its "
        "number: search the internet for “daklozenopvang {municipality}”.",
        place=_told(place),
        municipality=place.municipality_name,
    )


def _person(slug: str, voice: Voice) -> tuple[Choice, ...]:
    return (menus.person(voice, slug),) if answers.offers_person(voice, slug) else ()


def _told(place: Place) -> str:
    """The place as people know it, with its municipality where the name differs."""
    same = place.municipality == place.id or place.municipality_name == place.name
    return place.name if same else f"{place.name} ({place.municipality_name})"


def _where(desk: Contact) -> str:
    """Name and town of a desk; its address only where somebody has verified it."""
    town = desk.city or " / ".join(desk.municipalities)
    if desk.address is not None and not desk.address.check:
        town = desk.address.value
    return desk.name if not town or town in desk.name else f"{desk.name}, {town}"


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
