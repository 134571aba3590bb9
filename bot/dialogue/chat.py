"""The slugs of topic `chat`: hello, thanks, are you a machine, a person please. Their wording is the catalog's."""

from __future__ import annotations

from bot.dialogue import answers, menus
from bot.dialogue.actions import Action
from bot.dialogue.effects import Count
from bot.dialogue.person import human
from bot.dialogue.pressed import pressed
from bot.dialogue.result import Draft
from bot.dialogue.state import State
from bot.dialogue.voice import Voice
from bot.messages import Choice, Reply, ReplyKind


def chat_turn(slug: str, state: State, voice: Voice) -> Draft | None:
    """The turn for a chat slug, or `None` when the slug is a question with an answer of its own."""
    t = voice.t
    match slug:
        case "greet":
            text = t(
                "Hello! Here you get free answers about living and working in the Netherlands. "
                "Write your question in your own words, or choose a topic."
            )
            if not state.noticed:
                text += "\n\n" + answers.notice(voice)
            return _say(slug, voice, menus.menu(voice, text), noticed=True)
        case "goodbye":
            return _short(slug, voice, t("Goodbye! Write again whenever you need something."))
        case "thanks":
            return _short(slug, voice, t("You're welcome! Write again whenever you need something."))
        case "bot_challenge":
            text = t(
                "I am a computer program, not a person. I answer with prepared texts. You can always ask for a person."
            )
            choices = (menus.person(voice), voice.button("Who reads this?", Action("about")), _menu_button(voice))
            return _say(slug, voice, Reply(voice.language, text, choices, t("What would you like next?")))
        case "human" | "callback":
            return human(slug, state.slug, voice, state)
        case "change_language":
            return _say(slug, voice, menus.choose_language(voice.ctx, voice.language))
        case "menu":
            return _say(slug, voice, menus.menu(voice))
        case "affirm" | "deny":
            return _yes_no(slug, state, voice)
    return None


def _yes_no(slug: str, state: State, voice: Voice) -> Draft:
    """A bare yes or no answers what we asked last: one candidate, or "was this right?"."""
    actions = [action for action, _ in state.offered]
    if slug == "affirm":
        questions = [action for action in actions if action.startswith("ask:")]
        feedback = [action for action in actions if action.startswith("yes:")]
        chosen = questions[0] if len(questions) == 1 and not feedback else next(iter(feedback), "")
    else:
        chosen = next((action for action in actions if action.startswith(("no:", "none"))), "")
    verb, _, target = chosen.partition(":")
    return pressed(Action(verb, target), state, voice) if verb else _say(slug, voice, menus.menu(voice))


def _say(slug: str, voice: Voice, reply: Reply, **changes: object) -> Draft:
    return Draft.of(voice, reply, effects=(Count("chat", voice.language, slug),), misses=0, **changes)


def _short(slug: str, voice: Voice, text: str) -> Draft:
    reply = Reply(voice.language, text, (_menu_button(voice),), voice.t("What would you like next?"), ReplyKind.NOTICE)
    return _say(slug, voice, reply)


def _menu_button(voice: Voice) -> Choice:
    return voice.button("All topics", Action("menu"))
