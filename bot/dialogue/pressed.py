"""What happens when a button is pressed or a command typed."""

from __future__ import annotations

from bot.content import markup
from bot.dialogue import answers, menus, near, person
from bot.dialogue.actions import Action, parse
from bot.dialogue.effects import Count, EraseConversation, RecordFeedback
from bot.dialogue.result import Draft
from bot.dialogue.state import State
from bot.dialogue.voice import Voice
from bot.messages import Choice, Reply, ReplyKind


def pressed(action: Action, state: State, voice: Voice) -> Draft:
    """Carry out a button's action. An action that has no meaning any more says so and shows the menu."""
    match action.verb:
        case "ask":
            return _ask(action.target, state, voice)
        case "more":
            return _more(action.target, voice)
        case "topic":
            reply = menus.topic(voice, action.target, action.page)
            return _gone(voice) if reply is None else _counted("menu", voice, reply, detail=action.target)
        case "lang" | "stay":
            return _language(action, voice)
        case "langs":
            return _counted("menu", voice, menus.choose_language(voice.ctx, voice.language))
        case "yes" | "no":
            return _feedback(action, voice)
        case "human" | "callback":
            return person.human(action.verb, action.target or state.slug, voice, state)
        case "desk" | "helped" | "stop":
            return person.pressed(action, state, voice) or _gone(voice)
        case "erase":
            return erase(action, voice)
        case "about":
            return about(voice)
        case "page":
            return _page(action.page, state, voice)
        case "near":
            return near.ask(action, state, voice) or _gone(voice)
        case "at":
            return near.chosen(action, voice) or _gone(voice)
        case "gone":
            return _gone(voice)
        case "none":
            text = voice.t("All right. Please say it in other words, or choose a topic.")
            return _counted("menu", voice, menus.menu(voice, text), detail="none")
    return _counted("menu", voice, menus.menu(voice))


def _counted(event: str, voice: Voice, reply: Reply, *, detail: str = "") -> Draft:
    return Draft.of(voice, reply, effects=(Count(event, voice.language, detail=detail),))


def _gone(voice: Voice) -> Draft:
    text = voice.t("This button is from an older version and no longer works. Please choose again.")
    return _counted("gone", voice, menus.menu(voice, text))


def _ask(slug: str, state: State, voice: Voice) -> Draft:
    question = voice.ctx.snapshot.questions.get(slug)
    if question is not None and question.urgent:
        replies = answers.urgent(voice, (slug,))
        if replies:
            return Draft.of(voice, *replies, effects=(Count("urgent", voice.language, slug),), slug=slug, misses=0)
    reply = answers.answer(voice, slug, with_notice=not state.noticed) if question is not None else None
    if reply is None:
        return _gone(voice)
    return Draft.of(
        voice, reply, effects=(Count("answered", voice.language, slug, "button"),), noticed=True, slug=slug, misses=0
    )


def _page(shown: int, state: State, voice: Voice) -> Draft:
    """The choices behind the first `shown` of those offered last: a channel with short lists shows them in pages."""
    rest = state.offered[shown:] if shown else ()
    choices = tuple(_again(action, words, voice) for action, words in rest)
    if not choices:
        return _gone(voice)
    text = voice.t("What would you like next?")
    reply = Reply(voice.language, text, choices, prompt=text, kind=ReplyKind.QUESTION)
    return _counted("menu", voice, reply, detail="page")


def _again(action: str, words: str, voice: Voice) -> Choice:
    """A choice as it was offered; a question's short titles are the content's."""
    parsed = parse(action)
    question = voice.question(parsed.target) if parsed is not None and parsed.verb == "ask" else None
    return question if question is not None and question.action == action else Choice(action, words)


def _more(slug: str, voice: Voice) -> Draft:
    reply = answers.more(voice, slug) if slug in voice.ctx.snapshot.questions else None
    if reply is None:
        return _gone(voice)
    return Draft.of(voice, reply, effects=(Count("more", voice.language, slug),), slug=slug)


def _language(action: Action, voice: Voice) -> Draft:
    if action.target not in voice.ctx.snapshot.languages:
        return _counted("menu", voice, menus.choose_language(voice.ctx, voice.language))
    text = voice.t("All right, English from now on. Choose a topic or just write your question.")
    return _counted("language", voice, menus.menu(voice, text))


def _feedback(action: Action, voice: Voice) -> Draft:
    slug = action.target
    if slug not in voice.ctx.snapshot.questions:
        return _gone(voice)
    useful = action.verb == "yes"
    effects = (RecordFeedback(slug, voice.language, useful),)
    if useful:
        text = voice.t("Good to know, thank you! You can ask something else at any time.")
        choices = (*answers.related(voice, slug), voice.button("All topics", Action("menu")))
    else:
        text = voice.t("Sorry about that. Say it in other words, choose something else, or talk to a person.")
        choices = (
            menus.person(voice, slug),
            *answers.related(voice, slug),
            voice.button("All topics", Action("menu")),
        )
    prompt = voice.t("What would you like next?")
    return Draft.of(voice, Reply(voice.language, text, choices, prompt, ReplyKind.NOTICE), effects=effects)


def about(voice: Voice) -> Draft:
    """The whole notice: who answers, who reads, how long it is kept, how to delete it."""
    operator = voice.ctx.operator
    lines = [
        answers.notice(voice),
        voice.t(
            "- The company behind WhatsApp or Telegram carries your messages.\n"
            "- An adviser reads along only after you agree.\n"
            "- We count which questions are asked, without knowing by whom.\n"
            "- A sentence that we did not understand may help us improve: without names, places and numbers."
        ),
        voice.n(
            "Everything is wiped {number} day after your last message, or at once when you press “Delete my data”.",
            "Everything is wiped {number} days after your last message, or at once when you press “Delete my data”.",
            operator.retention_days,
        ),
    ]
    if operator.privacy_contact:
        lines.append(voice.t("Questions about your data: {contact}", contact=markup.escape(operator.privacy_contact)))
    choices = (voice.button("Delete my data", Action("erase")), voice.button("All topics", Action("menu")))
    reply = Reply(voice.language, "\n\n".join(lines), choices, voice.t("What would you like next?"), ReplyKind.NOTICE)
    return Draft.of(voice, reply, effects=(Count("menu", voice.language, detail="about"),), noticed=True)


def erase(action: Action, voice: Voice) -> Draft:
    """Delete my data: ask once, then it is gone."""
    if action.target == "yes":
        text = voice.t(
            "Done: everything you wrote here is deleted. Your phone keeps its own copy of this chat; delete it there "
            "yourself if somebody else uses your phone. Goodbye, and take care."
        )
        return Draft.of(
            voice, Reply(voice.language, text), effects=(EraseConversation(), Count("erased", voice.language))
        )
    if action.target == "no":
        return _counted(
            "menu", voice, menus.menu(voice, voice.t("Nothing was deleted. Choose a topic or write your question."))
        )
    text = voice.t("Delete everything that you wrote here and our answers? This can't be undone.")
    choices = (
        voice.button("Yes, delete it all", Action("erase", "yes")),
        voice.button("No, keep it", Action("erase", "no")),
    )
    reply = Reply(voice.language, text, choices, prompt=text, kind=ReplyKind.QUESTION)
    return Draft.of(voice, reply, confirming="erase")
