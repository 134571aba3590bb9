"""Choices instead of open questions: languages, topics, the questions of a topic."""

from __future__ import annotations

from bot.content.model import CHAT_TOPIC
from bot.dialogue.actions import Action
from bot.dialogue.context import Context
from bot.dialogue.voice import Voice
from bot.messages import Choice, Reply, ReplyKind

PAGE_QUESTIONS = 7
"""Questions on one page of a topic: with "more", "menu" and "a person" they fill a WhatsApp list of ten rows."""


def topic_names(voice: Voice) -> dict[str, str]:
    """topic → its name, at most 20 characters."""
    t = voice.t
    return {
        "registration": t("Registration, BSN"),
        "insurance": t("Health insurance"),
        "huisarts": t("Doctor, illness"),
        "schools": t("Children, school"),
        "work": t("Work and pay"),
        "housing": t("Housing and rent"),
        "rights": t("Rights and help"),
    }


def languages(ctx: Context) -> tuple[Choice, ...]:
    """One choice a language, each in its own name."""
    return tuple(
        Choice(str(Action("lang", language.id)), language.name) for language in ctx.snapshot.languages.values()
    )


def topics(voice: Voice) -> tuple[Choice, ...]:
    """All topics, a person, and the language."""
    names = topic_names(voice)
    choices = [
        Choice(str(Action("topic", topic)), names.get(topic, topic))
        for topic in voice.ctx.snapshot.topics
        if topic != CHAT_TOPIC
    ]
    return (*choices, person(voice), voice.button("Change language", Action("langs")))


def person(voice: Voice, slug: str = "") -> Choice:
    """The way to a person."""
    return voice.button("Talk to a person", Action("human", slug))


def menu(voice: Voice, text: str = "") -> Reply:
    """The topics, below a text or the plain question what it is about."""
    prompt = voice.t("What is it about? Choose a topic or just write your question.")
    return Reply(voice.language, text or prompt, topics(voice), prompt=prompt, kind=ReplyKind.QUESTION)


def choose_language(ctx: Context, preferred: str = "") -> Reply:
    """The greeting in every language, with one button each."""
    order = sorted(ctx.snapshot.languages, key=lambda language: language != preferred)
    lines = [Voice(ctx, language).t("Hello! Choose your language and write your question.") for language in order]
    language = preferred or order[0]
    prompt = " / ".join(entry.name for entry in ctx.snapshot.languages.values())
    return Reply(language, "\n\n".join(lines), languages(ctx), prompt=prompt, kind=ReplyKind.QUESTION)


def topic(voice: Voice, name: str, page: int) -> Reply | None:
    """One page of a topic's questions, or `None` when there is no such topic."""
    slugs = voice.ctx.snapshot.slugs(name) if name != CHAT_TOPIC else ()
    questions = [choice for choice in map(voice.question, slugs) if choice is not None]
    if not questions:
        return None
    pages = (len(questions) + PAGE_QUESTIONS - 1) // PAGE_QUESTIONS
    page %= pages
    choices = questions[page * PAGE_QUESTIONS : (page + 1) * PAGE_QUESTIONS]
    if pages > 1:
        choices.append(voice.button("More questions", Action("topic", name, (page + 1) % pages)))
    choices += [voice.button("All topics", Action("menu")), person(voice)]
    title = topic_names(voice).get(name, name)
    text = f"**{title}**\n\n" + voice.t("What do you want to know?")
    return Reply(voice.language, text, tuple(choices), prompt=title, kind=ReplyKind.QUESTION)
