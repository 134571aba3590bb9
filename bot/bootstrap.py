"""The one place where real things are put together."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.channels.base import Closes
from bot.channels.registry import open_channels
from bot.content import files
from bot.content.model import CHAT_TOPIC, Snapshot
from bot.content.problems import errors
from bot.dialogue import urgent
from bot.dialogue.context import Operator
from bot.dialogue.leaning import leaning_models
from bot.errors import ContentError
from bot.flows.app import App
from bot.flows.case_notice import check_smtp_url
from bot.flows.desk import Desk, Mail
from bot.flows.desk_view import DeskLook
from bot.flows.hub import Hub
from bot.flows.knowledge import Knowledge
from bot.flows.learning import Learning
from bot.flows.talk import Talk
from bot.language.model import language_model
from bot.metrics import Metrics
from bot.nlu_client import NluClient
from bot.nlu_server import NluServer
from bot.settings import Settings
from bot.store import Keys, Store

logger = logging.getLogger(__name__)


def load_content(folder: Path) -> Snapshot:
    """The content of a folder that people can be served from. Raises `ContentError`, naming the worst."""
    loaded = files.load(folder)
    snapshot = loaded.snapshot
    if not snapshot.languages or not snapshot.questions:
        raise ContentError("\n".join(str(problem) for problem in errors(loaded.problems)[:10]))
    missing = [
        files.path_of(language, question.topic, question.slug)
        for language in snapshot.languages
        for question in snapshot.questions.values()
        if question.urgent and question.topic != CHAT_TOPIC and snapshot.answer(language, question.slug) is None
    ]
    if missing:
        raise ContentError(f"An urgent question has no answer: {', '.join(missing)} in {folder}.")
    wrong = len(errors(loaded.problems))
    if wrong:
        logger.warning("The content has %d problems: run `win content check`.", wrong)
    return snapshot


def make_keys(settings: Settings) -> Keys:
    """The installation's keys."""
    optional = {
        name: secret.get_secret_value()
        for name in ("wrap_key", "lookup_key", "cookie_key")
        if (secret := getattr(settings, name)) is not None
    }
    previous = settings.previous_wrap_keys
    return Keys.from_secret(
        settings.secret_key.get_secret_value(),
        **optional,
        previous_wrap_keys=previous.get_secret_value().split() if previous is not None else (),
    )


def make_dialogue(settings: Settings, knowledge: Knowledge, desk: DeskLook | None = None) -> Talk:
    """The dialogue over the published knowledge, the wording, and the advisers' desk."""
    operator = Operator(
        name=settings.operator_name,
        privacy_contact=settings.privacy_contact,
        privacy_url=f"{settings.public_url}/chat/privacy",
        retention_days=settings.retention_days,
    )
    return Talk(knowledge.newest, knowledge.wording, operator, desk)


def make_desk(settings: Settings) -> Desk:
    """The desk's settings. Raises `SettingsError` for a mail server's address that can't be used."""
    mail = None
    if settings.smtp_url is not None and settings.desk_mail_to:
        url = settings.smtp_url.get_secret_value()
        check_smtp_url(url)
        sender = settings.desk_mail_from or settings.desk_mail_to
        mail = Mail(url, settings.desk_mail_to, sender, f"{settings.public_url}/desk")
    return Desk(settings.desk, timedelta(minutes=settings.desk_promise_minutes), mail=mail)


@asynccontextmanager
async def open_app(settings: Settings, *, only: Sequence[str] = ()) -> AsyncIterator[App]:
    """The wired flows; everything is closed at the end. `only` names the channels to open (empty: all that are set)."""
    load_content(settings.content_dir)  # what can't serve people is told before anything is opened
    desk = make_desk(settings)
    language_model(), leaning_models()  # read now, not at the first message
    urgent.warm()
    metrics = Metrics()
    channels, off = open_channels(settings)
    if off and not only:
        logger.info("Off for lack of settings: %s.", ", ".join(off))
    chosen: Mapping[str, Any] = {name: channel for name, channel in channels.items() if not only or name in only}
    store = await Store.open(settings.database_url, make_keys(settings))
    nlu = NluClient(settings.nlu_url, timeout_s=settings.nlu_timeout_s, metrics=metrics)
    knowledge = Knowledge.from_folder(store, settings.content_dir, metrics=metrics)
    learning = Learning(tuple(NluServer(url) for url in settings.nlu_servers), settings.heldout_dir)
    look = DeskLook(
        store, desk, telegram_name=settings.telegram_name.lstrip("@"), whatsapp_number=settings.whatsapp_number
    )
    try:
        yield App(
            store=store,
            channels=chosen,
            dialogue=make_dialogue(settings, knowledge, look),
            nlu=nlu,
            hub=Hub(store),
            metrics=metrics,
            retention=settings.retention,
            audit_kept=timedelta(days=settings.audit_days),
            knowledge=knowledge,
            desk=desk,
            learning=learning,
        )
    finally:
        await learning.aclose()
        for channel in channels.values():
            if isinstance(channel, Closes):
                await channel.aclose()
        await nlu.aclose()
        await store.close()
