"""Answers: title, text, source, then one set of choices. Urgent ones show their contacts before anything else."""

from __future__ import annotations

from bot.content import markup
from bot.content.model import Answer
from bot.dialogue.actions import Action
from bot.dialogue.menus import person
from bot.dialogue.voice import Voice
from bot.messages import Choice, Reply, ReplyKind

MAX_RELATED = 3
MAX_SOURCES = 2
PRIVACY_SLUG = "privacy"
"""The question whose answer carries its own buttons: the whole notice, and delete my data."""
PERSON_STEPS = ("legal", "legal_urgent", "info_point")


def source_line(voice: Voice, answer: Answer) -> str:
    """Where the answer can be checked."""
    links = ", ".join(f"[{markup.host(url)}]({url})" for url in answer.sources[:MAX_SOURCES])
    return voice.t("Source: {links}", links=links) if links else ""


def notice(voice: Voice) -> str:
    """One true line on who answers and who reads, with the way to the whole."""
    operator = voice.ctx.operator
    line = voice.t(
        "This is an automatic answering service of {operator}. Your employer and agency do not see it. "
        "Never send your BSN.",
        operator=markup.escape(operator.name),
    )
    if not operator.privacy_url:
        return line
    return f"{line} [{voice.t('Who reads this?')}]({operator.privacy_url}?lang={voice.language})"


def offers_person(voice: Voice, slug: str) -> bool:
    """Whether a person is offered after the answer: never a queue for a life in danger or thoughts of suicide."""
    return any(step in PERSON_STEPS for step in voice.ctx.snapshot.questions[slug].handoff)


def related(voice: Voice, slug: str) -> list[Choice]:
    """What this person most likely needs next."""
    choices = map(voice.question, voice.ctx.snapshot.questions[slug].related[:MAX_RELATED])
    return [choice for choice in choices if choice is not None]


def feedback(voice: Voice, slug: str) -> list[Choice]:
    """ "Was this right?", two choices."""
    return [
        voice.button("👍 This helps", Action("yes", slug)),
        voice.button("👎 Not my question", Action("no", slug)),
    ]


def answer(voice: Voice, slug: str, *, with_notice: bool = False, extra: tuple[Choice, ...] = ()) -> Reply | None:
    """The first part of an answer with its choices, or `None` when there is none to show."""
    found = voice.answer(slug)
    if found is None:
        return None
    parts = [f"**{markup.escape(found.title)}**", voice.fill(found.essence), source_line(voice, found)]
    if with_notice:
        parts.append(notice(voice))
    choices: list[Choice] = list(extra)
    if slug == PRIVACY_SLUG:
        choices += [voice.button("Delete my data", Action("erase")), voice.button("Who reads this?", Action("about"))]
    if found.more:
        choices.append(voice.button("Tell me more", Action("more", slug)))
    if offers_person(voice, slug):
        choices.append(person(voice, slug))
    choices += related(voice, slug) + feedback(voice, slug)
    return _reply(voice, parts, choices, ReplyKind.ANSWER)


def more(voice: Voice, slug: str) -> Reply | None:
    """The second part of an answer, or `None` when there is none."""
    found = voice.answer(slug)
    if found is None or not found.more:
        return None
    parts = [f"**{markup.escape(found.title)}**", voice.fill(found.more), source_line(voice, found)]
    choices = [person(voice, slug)] if offers_person(voice, slug) else []
    choices += related(voice, slug) + feedback(voice, slug)
    return _reply(voice, parts, choices, ReplyKind.ANSWER)


def rest(voice: Voice, slug: str, likely: tuple[str, ...] = ()) -> Reply:
    """Asked back after a short question on the answer before: its second part, its neighbours, a person.

    `likely`: questions that it may have meant as well; those of danger stand last, for it hardly meant them.
    """
    found = voice.answer(slug)
    title = markup.escape(found.title) if found is not None else slug
    text = voice.t("You mean about “{title}”? Choose what fits.", title=title)
    urgent = voice.ctx.snapshot.urgent_slugs
    likely = tuple(one for one in likely if one != slug)
    also = [choice for one in likely if one not in urgent and (choice := voice.question(one)) is not None]
    danger = [choice for one in likely if one in urgent and (choice := voice.question(one)) is not None]
    choices = [voice.button("Tell me more", Action("more", slug))] if found is not None and found.more else []
    choices += [*also, *related(voice, slug), *danger, person(voice, slug)]
    choices.append(voice.button("Something else", Action("none", slug)))
    return _reply(voice, [text], choices, ReplyKind.QUESTION)


def urgent(voice: Voice, slugs: tuple[str, ...]) -> tuple[Reply, ...]:
    """Help at once: contacts first, then "is this what you mean?". Two questions that may both be meant both show."""
    found = [(slug, entry) for slug, entry in ((slug, voice.answer(slug)) for slug in slugs[:2]) if entry is not None]
    replies: list[Reply] = []
    for number, (slug, entry) in enumerate(found, 1):
        parts = [f"**{markup.escape(entry.title)}**", voice.fill(entry.essence)]
        choices: list[Choice] = []
        if number == len(found):
            parts.append(voice.t("If this is not what you mean, press “Something else”."))
            for each, content in found:
                if content.more:
                    label = voice.t("Tell me more") + (f": {content.title}" if len(found) > 1 else "")
                    choices.append(Choice(str(Action("more", each)), content.button, content.row, label))
            if offers_person(voice, slug):
                choices.append(person(voice, slug))
            choices += related(voice, slug)
            choices.append(voice.button("Something else", Action("none", slug)))
        replies.append(_reply(voice, parts, choices, ReplyKind.URGENT))
    return tuple(replies)


def contacts_alone(voice: Voice, slugs: tuple[str, ...]) -> tuple[Reply, ...]:
    """Help at once and nothing to choose: for somebody whom an adviser answers."""
    found = [entry for entry in map(voice.answer, slugs[:2]) if entry is not None]
    return tuple(
        _reply(voice, [f"**{markup.escape(entry.title)}**", voice.fill(entry.essence)], [], ReplyKind.URGENT)
        for entry in found
    )


def _reply(voice: Voice, parts: list[str], choices: list[Choice], kind: ReplyKind) -> Reply:
    unique = tuple({choice.action: choice for choice in choices}.values())
    text = "\n\n".join(part for part in parts if part)
    return Reply(voice.language, text, unique, prompt=voice.t("What would you like next?"), kind=kind)
