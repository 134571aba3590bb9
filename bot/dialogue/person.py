"""The way to an adviser: what the person is offered, their consent, a chat here or a call back.

Consent stands above the buttons and is given by pressing (or typing) one that begins with "Yes". What is asked lasts
one turn; a button of an older message still works, since it carries the question that it was about.
"""

from __future__ import annotations

from bot.content.model import Question
from bot.desk.expect import Expectation, expect
from bot.desk.phones import read_phone, shown
from bot.dialogue import menus
from bot.dialogue.actions import Action
from bot.dialogue.context import DeskView
from bot.dialogue.desk import expectation_lines
from bot.dialogue.effects import CaseHelped, Count, Effect, OfferMove, OpenCase, RecordWish
from bot.dialogue.handoff import DEFAULT_SLUG, handoff, step_text
from bot.dialogue.result import Draft
from bot.dialogue.state import State
from bot.dialogue.voice import Voice
from bot.messages import Choice, Reply, ReplyKind

LEGAL = ("legal", "legal_urgent")
EXAMPLES = {
    "pl": "06 12345678, +48 512 345 678",
    "ro": "06 12345678, +40 712 034 567",
    "bg": "06 12345678, +359 43 012 345",
}
"""Numbers that `phonenumbers` gives as examples of their country's form."""
MAX_TRIES = 2
PARTS = ("morning", "afternoon", "any")
NEVER = frozenset({"suicidal_thoughts", "medical_emergency"})
"""A life in danger ends in no queue, whatever the registry says: 113 and 112 are the help."""
_JOIN = "__"


def offered_here(voice: Voice, slug: str) -> bool:
    """Whether the desk may be offered for this question, in this language, now."""
    return voice.language in voice.ctx.desk.languages and slug not in NEVER


def human(kind: str, slug: str, voice: Voice, state: State) -> Draft:
    """The person wants a human (`kind` human or callback): the fitting help first, then an adviser here, if there is
    one for their language and their question; else everything in words."""
    wish = RecordWish(kind, slug, voice.language)
    question = voice.ctx.snapshot.questions.get(slug) or voice.ctx.snapshot.questions.get(DEFAULT_SLUG)
    steps = question.handoff if question and question.handoff else ("legal", "info_point")
    if not offered_here(voice, slug) or (not _legal(steps) and kind == "human"):
        return _in_words(voice, state, slug, wish)
    if kind == "callback" and not (question and question.urgent):
        return _ask_number(voice, state, slug, effects=(wish,))
    return _offer(voice, state, slug, question, steps, (wish, Count("handoff", voice.language, slug, "desk")))


def _legal(steps: tuple[str, ...]) -> bool:
    return any(step in LEGAL for step in steps)


def _in_words(voice: Voice, state: State, slug: str, wish: RecordWish) -> Draft:
    reply = handoff(voice, slug)
    if offered_here(voice, slug):
        # The information point is the first choice; who wants an adviser all the same finds one.
        choice = voice.button("Ask an adviser", _action("offer", slug))
        reply = Reply(reply.language, reply.text, (choice, *reply.choices), reply.prompt, reply.kind)
    effects: tuple[Effect, ...] = (wish, Count("handoff", voice.language, slug))
    return _draft(voice, state, reply, effects=effects, wish=wish.kind)


def _offer(
    voice: Voice,
    state: State,
    slug: str,
    question: Question | None,
    steps: tuple[str, ...],
    effects: tuple[Effect, ...],
) -> Draft:
    """Consent and the choice of the way. Organisations that come before the adviser stand first; so do all for an
    urgent question."""
    first = next((number for number, step in enumerate(steps) if step in LEGAL), 0)
    others = [step for step in (steps if question and question.urgent else steps[:first]) if step not in LEGAL]
    lines = [line for line in (step_text(voice, step) for step in others) if line]
    ask = voice.t(
        "An adviser can help you in English, for free. If you agree, the adviser sees the messages of this chat, but "
        "not your phone number. How would you like to be helped?"
    )
    waiting = expectation_lines(voice, _expected(voice, question))[:1]
    choices = (
        voice.button("Yes, chat here", _action("chat", slug)),
        voice.button("Yes, call me back", _action("call", slug)),
        voice.button("Other help", _action("other", slug)),
        voice.button("No, go back", _action("stop", slug)),
    )
    text = "\n\n".join([*lines, ask, *waiting])
    kind = ReplyKind.URGENT if question and question.urgent else ReplyKind.QUESTION
    reply = Reply(voice.language, text, choices, prompt=ask, kind=kind)
    return _draft(voice, state, reply, effects=effects, wish="human", confirming="desk", step="offer", person=slug)


def handoff_only(language: str, text: str, voice: Voice, state: State) -> Draft:
    """Somebody writes in a language that only advisers speak: the fixed message, consent, the ways."""
    draft = _offer(voice, state, DEFAULT_SLUG, None, ("legal",), (Count("handoff_only", language, detail="desk"),))
    (reply,) = draft.replies
    whole = Reply(language, f"{text}\n\n{reply.text}", reply.choices, reply.prompt, reply.kind)
    return Draft((whole,), draft.effects, draft.changes)


def pressed(action: Action, state: State, voice: Voice, text: str = "") -> Draft | None:
    """What a button of the desk does; `None`: there is no desk for this person any more."""
    if action.verb == "helped":
        return _helped(action.target == "yes", voice, state)
    if action.verb == "stop":
        return back(voice, state)
    what, _, slug = _typed(action.target, state).partition(_JOIN)
    if slug not in voice.ctx.snapshot.questions:
        slug = ""
    if what == "stop":
        return back(voice, state)
    if what == "other":
        return _draft(voice, state, handoff(voice, slug), effects=(Count("handoff", voice.language, slug, "other"),))
    if not offered_here(voice, slug):
        return None
    match what:
        case "offer":
            question = voice.ctx.snapshot.questions.get(slug)
            return _offer(voice, state, slug, question, LEGAL[:1], (Count("handoff", voice.language, slug, "desk"),))
        case "chat":
            return _chat(voice, state, slug)
        case "call":
            return _ask_number(voice, state, slug)
        case "phone":
            return _number(voice, state, state.person or slug, text)
        case "morning" | "afternoon" | "any":
            return _confirm(voice, state, slug, what)
        case "confirm":
            return _call(voice, state, slug)
    return None


def _typed(target: str, state: State) -> str:
    """What a typed yes or no means for what was asked last."""
    meant = {"offer": "chat", "number": "call", "part": "any", "confirm": "confirm"}.get(state.step, "stop")
    return {"yes": f"{meant}{_JOIN}{state.person}", "no": "stop"}.get(target, target)


def back(voice: Voice, state: State) -> Draft:
    """Back to the automatic answers."""
    text = voice.t("All right, you are back with the automatic answers.")
    if voice.language not in voice.ctx.snapshot.languages:
        reply = Reply(voice.language, text, menus.languages(voice.ctx), prompt=text)
    else:
        reply = menus.menu(voice, text)
    return _draft(voice, state, reply, effects=(Count("menu", voice.language, detail="back"),))


def _chat(voice: Voice, state: State, slug: str) -> Draft:
    question = _about(voice, slug)
    opening = OpenCase(voice.language, slug, _topic(question), _urgent(question), "chat")
    thanks = voice.t(
        "Thank you. An adviser will read your messages and answer you here. You can write more meanwhile. "
        "To return to the automatic answers, write “stop”."
    )
    lines = [thanks, *expectation_lines(voice, _expected(voice, question))]
    effects: tuple[Effect, ...] = (opening, Count("handoff", voice.language, slug, "chat"))
    moving = move_line(voice)
    choices: tuple[Choice, ...] = ()
    if moving:
        lines.append(moving)
        effects = (*effects, OfferMove(voice.ctx.desk.token))
        choices = (voice.button("Answer on my phone", Action("desk", "move")),)
    reply = Reply(voice.language, "\n\n".join(lines), choices, prompt=thanks)
    return _draft(voice, state, reply, effects=effects, told=False, warned="")


def move_line(voice: Voice) -> str:
    """The one-time links to the other channels, for a page that can be closed; empty where there are none."""
    desk = voice.ctx.desk
    if voice.ctx.channel != "web" or not desk.token:
        return ""
    links = []
    if desk.telegram_name:
        links.append(f"[Telegram](https://t.me/{desk.telegram_name}?start=move_{desk.token})")
    if desk.whatsapp_number:
        number = "".join(char for char in desk.whatsapp_number if char.isdigit())
        links.append(f"[WhatsApp](https://wa.me/{number}?text=move_{desk.token})")
    if not links:
        return ""
    return voice.t(
        "If you close this page, the answer can't reach you. With this link you get it on your phone: {links}. "
        "It works once, for {minutes} minutes.",
        links=", ".join(links),
        minutes=desk.move_minutes,
    )


def _ask_number(voice: Voice, state: State, slug: str, *, tries: int = 0, effects: tuple[Effect, ...] = ()) -> Draft:
    example = EXAMPLES.get(voice.language, "06 12345678")
    text = (
        voice.t(
            "Write the phone number on which an adviser may call you, for example {example}. "
            "Only the adviser who calls you sees it.",
            example=example,
        )
        if not tries
        else voice.t(
            "We can't call this number. Please write it once more, with the country code, for example {example}.",
            example=example,
        )
    )
    choices = (voice.button("No, go back", _action("stop", slug)),)
    reply = Reply(voice.language, text, choices, prompt=text, kind=ReplyKind.QUESTION)
    return _draft(voice, state, reply, effects=effects, confirming="desk", step="number", person=slug, tries=tries)


def _number(voice: Voice, state: State, slug: str, text: str) -> Draft:
    number = read_phone(text, voice.language)
    if not number:
        if state.tries >= MAX_TRIES:
            return _draft(
                voice, state, handoff(voice, slug), effects=(Count("handoff", voice.language, slug, "other"),)
            )
        return _ask_number(voice, state, slug, tries=state.tries + 1)
    return _ask_part(voice, state, slug, number)


def _ask_part(voice: Voice, state: State, slug: str, number: str) -> Draft:
    text = voice.t("When should we call you?")
    words = part_words(voice)
    choices = tuple(Choice(str(_action(part, slug)), words[part]) for part in PARTS)
    reply = Reply(voice.language, text, choices, prompt=text, kind=ReplyKind.QUESTION)
    return _draft(voice, state, reply, step="part", person=slug, number=number)


def part_words(voice: Voice) -> dict[str, str]:
    """The parts of the day, as buttons say them."""
    return {
        "morning": voice.button("In the morning", Action("desk")).title,
        "afternoon": voice.button("In the afternoon", Action("desk")).title,
        "any": voice.button("Any time", Action("desk")).title,
    }


def _confirm(voice: Voice, state: State, slug: str, part: str) -> Draft:
    if not state.number:
        return _ask_number(voice, state, slug)
    text = voice.t(
        "An adviser calls you on {number}. When: {part}. The adviser then also sees the messages of this chat. "
        "Is this right?",
        number=f"**{shown(state.number)}**",
        part=part_words(voice)[part].lower(),
    )
    choices = (
        voice.button("Yes, call me", _action("confirm", slug)),
        voice.button("Another number", _action("call", slug)),
        voice.button("No, go back", _action("stop", slug)),
    )
    reply = Reply(voice.language, text, choices, prompt=text, kind=ReplyKind.QUESTION)
    return _draft(
        voice, state, reply, step="confirm", confirming="desk", person=slug, number=state.number, part=part
    )  # fmt: skip


def _call(voice: Voice, state: State, slug: str) -> Draft:
    if not state.number:
        return _ask_number(voice, state, slug)
    question = _about(voice, slug)
    part = state.part or "any"
    opening = OpenCase(voice.language, slug, _topic(question), _urgent(question), "callback", state.number, part)
    thanks = voice.t(
        "Thank you. An adviser will call you on {number}. Meanwhile you can go on asking here.",
        number=f"**{shown(state.number)}**",
    )
    expected = _expected(voice, question)
    lines = [thanks]
    if expected.opens_at is not None:
        lines.append(expectation_lines(voice, expected)[0])
    lines.append(voice.t("Life in danger? Call {number}.", number=voice.contact("emergency_112", "phone")))
    choices = (
        () if voice.language not in voice.ctx.snapshot.languages else (voice.button("All topics", Action("menu")),)
    )
    reply = Reply(voice.language, "\n\n".join(lines), choices, prompt=thanks)
    effects = (opening, Count("handoff", voice.language, slug, "callback"))
    return _draft(voice, state, reply, effects=effects)


def _helped(useful: bool, voice: Voice, state: State) -> Draft:
    if useful:
        text = voice.t("Good to know, thank you! You can ask something else at any time.")
    else:
        text = voice.t("Sorry about that. Say it in other words, choose something else, or talk to a person.")
    known = voice.language in voice.ctx.snapshot.languages
    choices = (menus.person(voice), voice.button("All topics", Action("menu"))) if known else menus.languages(voice.ctx)
    reply = Reply(voice.language, text, choices, prompt=text)
    return _draft(voice, state, reply, effects=(CaseHelped(useful, voice.language),))


def _draft(voice: Voice, state: State, reply: Reply, **values: object) -> Draft:
    """A draft whose language becomes the conversation's, if the bot speaks it; else it is only remembered."""
    draft = Draft.of(voice, reply, **values)  # type: ignore[arg-type]
    if voice.language in voice.ctx.snapshot.languages:
        return draft.with_changes(spoken="")
    return draft.with_changes(spoken=voice.language, language=state.language)


def _about(voice: Voice, slug: str) -> Question | None:
    return voice.ctx.snapshot.questions.get(slug)


def _topic(question: Question | None) -> str:
    return question.topic if question and question.slug not in (DEFAULT_SLUG, "callback") else ""


def _urgent(question: Question | None) -> bool:
    return question is not None and (question.urgent or "legal_urgent" in question.handoff)


def _expected(voice: Voice, question: Question | None) -> Expectation:
    desk: DeskView = voice.ctx.desk
    urgent = _urgent(question)
    waiting, pressing = desk.waiting.get(voice.language, (0, 0))
    return expect(desk.hours_of(voice.language), pressing if urgent else waiting, urgent, voice.ctx.now, desk.promise)


def _action(what: str, slug: str) -> Action:
    return Action("desk", f"{what}{_JOIN}{slug}" if slug else what)
