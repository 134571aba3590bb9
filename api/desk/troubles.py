"""What the desk refuses, in words for the adviser: what happened, and what to do now. Nothing typed is lost."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi.responses import HTMLResponse

from api.desk.room import Room
from bot.desk.case import CaseState
from bot.desk.errors import (
    AlreadyClaimed,
    BadInput,
    CaseNotFound,
    DeskError,
    NobodyThere,
    NotAllowed,
    NotYours,
    Stale,
    WrongState,
)


def status_of(error: DeskError) -> int:
    """The HTTP status of a refusal."""
    match error:
        case CaseNotFound():
            return 404
        case NotAllowed():
            return 403
        case BadInput():
            return 422
        case _:
            return 409


def form_page(room: Room, template: str, error: DeskError | None = None, **values: Any) -> HTMLResponse:
    """The page of a form: 200; what was refused is told in it as `trouble`."""
    if error is None:
        return room.page(template, trouble="", **values)
    return room.page(template, status_of(error), trouble=words(room, error), **values)


def words(room: Room, error: DeskError) -> str:
    """A refusal in the reader's language."""
    t = room.t
    match error:
        case AlreadyClaimed(holder=holder) if holder is not None:
            return t("{name} was quicker and has taken this case.", name=holder.name)
        case NotYours(holder=holder):
            if holder is None:
                return t("Nobody has this case now. Take it first; your text is still here.")
            return t("{name} has this case now. Your text was not sent; it is still here.", name=holder.name)
        case WrongState(state=state):
            if state is CaseState.CLOSED:
                return t("This case is closed. Your text was not sent; it is still here.")
            return t("That can't be done with this case now. It has been loaded again: look what has changed.")
        case Stale():
            return t(
                "The case has changed since you looked. It has been loaded again: check it and repeat what you wanted."
            )
        case NobodyThere(language=language):
            return t("No adviser works in this language: {language}.", language=room.names.language(language))
        case BadInput(field=field):
            return _bad_input(room, field)
        case CaseNotFound():
            return t("There is no such case, or it is not in your languages any more.")
        case _:
            return t("Your account may not do this.")


def _bad_input(room: Room, field: str) -> str:
    t = room.t
    fields = {
        "text": t("Write something first, at most 4,000 characters."),
        "note": t("Write something first, at most 4,000 characters."),
        "body": t("Write something first, at most 4,000 characters."),
        "title": t("Give it a title of at most 80 characters."),
        "language": t("Choose a language."),
        "outcome": t("Choose how it ended."),
        "to": t("Choose to whom."),
        "to_account": t("This colleague can't take it. Choose another one."),
        "message_id": t("This message is not waiting to be sent again. Look at its state below."),
        "week": t("Check the times: each opening ends after it begins, and two of one day do not overlap."),
        "day": t("Choose a day."),
    }
    return fields.get(field, t("That did not arrive as it should. Go back and try again."))


def piece(room: Room, error: DeskError) -> HTMLResponse:
    """A refusal for our script, to be shown where the act was."""
    return HTMLResponse(f"<p>{escape(words(room, error))}</p>", status_of(error), {"Cache-Control": "no-store"})
