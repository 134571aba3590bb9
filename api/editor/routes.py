"""All routes of the editor, and how they say no."""

from __future__ import annotations

from fastapi import FastAPI

from api.editor import answers, drafts, entries, entry_lists, inbox, lists, merging, new_entry, share, training
from api.editor.room import refused
from bot.flows.editing import EditError


def install(web: FastAPI) -> None:
    """Let the application serve the editor."""
    for room in (lists, merging, drafts, new_entry, entry_lists, entries, answers, inbox, training, share):
        web.include_router(room.router)
    web.add_exception_handler(EditError, refused)
