"""The way to a person, by the registry's `handoff`: in words and contacts."""

from __future__ import annotations

from bot.dialogue.actions import Action
from bot.dialogue.voice import Voice
from bot.messages import Reply, ReplyKind

DEFAULT_SLUG = "human"
"""The registry row whose `handoff` holds when no question came before."""


def handoff(voice: Voice, slug: str) -> Reply:
    """Who helps a person with this question, first choice first; always something, never a dead end."""
    question = voice.ctx.snapshot.questions.get(slug) or voice.ctx.snapshot.questions.get(DEFAULT_SLUG)
    steps = question.handoff if question and question.handoff else ("legal", "info_point")
    lines = [line for line in (step_text(voice, step) for step in steps) if line]
    urgent = bool(question and question.urgent)
    if not urgent:
        lines.append(voice.t("Life in danger? Call {number}.", number=voice.contact("emergency_112", "phone")))
    choices = (voice.button("All topics", Action("menu")),)
    return Reply(
        voice.language,
        "\n\n".join([voice.t("These people can help you:"), *lines]),
        choices,
        prompt=voice.t("What would you like next?"),
        kind=ReplyKind.NOTICE,
    )


def step_text(voice: Voice, step: str) -> str:
    """One way to a person as Markdown."""
    if step in ("legal", "legal_urgent"):
        return voice.t(
            "**Legal adviser of Het Juridisch Loket.** Free, in your own language: work, housing, debts and more. "
            "Call or send a WhatsApp to {phone}: write which language you speak and they call you back.",
            phone=voice.contact("juridisch_loket_am", "phone"),
        )
    if step == "info_point":
        return voice.t(
            "**Work in NL information point.** Free help with work, pay, housing, insurance and registration, in "
            "several languages. Find one near you: {site}. Your municipality (gemeente) can help too.",
            site=voice.contact("workinnl", "site"),
        )
    name = step.removeprefix("contact:")
    contact = voice.ctx.snapshot.contacts.get(name)
    if contact is None:
        return ""
    numbers = [
        f"{entry.city} [{entry.phone.value}](tel:{entry.phone.value.replace(' ', '')})"
        for entry in contact.numbers
        if not entry.phone.check
    ]
    if numbers:
        return voice.t("**Your municipality (gemeente), shelter desk:** {numbers}", numbers=", ".join(numbers))
    return f"**{contact.name}**" + voice.contact(name).removeprefix(contact.name)
