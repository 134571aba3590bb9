"""A notice by e-mail that cases wait: to a group's address, without anything about a person, and not too often."""

from __future__ import annotations

import contextlib
import logging
import ssl
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib
from sqlalchemy import select, update

from bot.errors import SettingsError
from bot.flows.app import App
from bot.flows.desk import Mail
from bot.flows.trouble import log_defect
from bot.store import Tx
from bot.store.case_events import last_event
from bot.store.case_lists import Load, new_between
from bot.store.sql import insert_ignore
from bot.store.tables import meta

logger = logging.getLogger(__name__)

KEY = "desk_notice"
"""The row of `meta` that holds when the last notice was sent; who changes it may send the next one."""
TIMEOUT_S = 20.0
RETRY_AFTER = timedelta(minutes=2)
_NOTHING = "2000-01-01T00:00:00+00:00 2000-01-01T00:00:00+00:00 0"


async def send_notice(app: App) -> bool:
    """Tell the group of new cases if it is time; whether a notice went out. Never raises.

    The right to send is taken in the store before the mail goes: of several workers one sends. A mail that fails gives
    the right back, and a later round tells of the same cases.
    """
    mail, now = app.desk.mail, app.clock()
    if mail is None:
        return False
    try:
        async with app.store.read() as tx:
            seen = await _seen(tx)
            # By the numbers of events, which commit in order: a case that commits late is not passed over.
            newest = await last_event(tx)
            waiting = await new_between(tx, seen.event, newest)
        pause = mail.every_urgent if any(load.urgent for load in waiting) else mail.every
        if not waiting or now < seen.not_before or now - seen.told < pause:
            return False
        taken = _Seen(now, now, newest)
        if not await _replace(app, seen, taken):
            return False
    except Exception as error:
        app.metrics.defects.labels(where="desk_notice").inc()
        log_defect(logger, "The notice of new cases could not be prepared", error)
        return False
    try:
        await _send(mail, notice(mail, waiting))
        return True
    except Exception as error:
        # An operator's trouble (address, password, server): named by its kind, with nothing of the settings.
        logger.error("The notice of new cases was not taken by the mail server: %s", type(error).__name__)
        with contextlib.suppress(Exception):
            await _replace(app, taken, replace(seen, not_before=now + RETRY_AFTER))
        return False


def notice(mail: Mail, waiting: list[Load]) -> EmailMessage:
    """The mail: how many cases wait in which language, and the way to the desk."""
    count, urgent = sum(load.waiting for load in waiting), sum(load.urgent for load in waiting)
    message = EmailMessage()
    message["From"], message["To"] = mail.sender, mail.to
    message["Subject"] = f"{count} nieuwe vragen aan de balie" if count != 1 else "1 nieuwe vraag aan de balie"
    if urgent:
        message.replace_header("Subject", f"DRINGEND: {message['Subject']}")
    message["Auto-Submitted"] = "auto-generated"
    lines = [
        f"{load.language}: {load.waiting}" + (f", waarvan {load.urgent} dringend" if load.urgent else "")
        for load in waiting
    ]
    message.set_content(
        "\n".join(["Er wachten mensen op een adviseur.", "", *lines, "", f"Naar de balie: {mail.link}", ""])
    )
    return message


@dataclass(frozen=True, slots=True)
class _Seen:
    """When the last mail went, when the next one may go at the earliest, and up to which event cases were told of."""

    told: datetime
    not_before: datetime
    event: int

    def __str__(self) -> str:
        return f"{self.told.isoformat()} {self.not_before.isoformat()} {self.event}"


async def _seen(tx: Tx) -> _Seen:
    value = await tx.conn.scalar(select(meta.c.value).where(meta.c.key == KEY))
    told, not_before, event = (value.decode() if value else _NOTHING).split()
    return _Seen(datetime.fromisoformat(told), datetime.fromisoformat(not_before), int(event))


async def _replace(app: App, seen: _Seen, new: _Seen) -> bool:
    async with app.store.write(behind=True) as tx:
        first = insert_ignore(tx.dialect, meta).values(key=KEY, value=_NOTHING.encode())
        await tx.conn.execute(first)
        done = await tx.conn.execute(
            update(meta).where(meta.c.key == KEY, meta.c.value == str(seen).encode()).values(value=str(new).encode())
        )
        return done.rowcount == 1


async def _send(mail: Mail, message: EmailMessage) -> None:
    parts = check_smtp_url(mail.smtp_url)
    implicit = parts.scheme == "smtps"
    client = aiosmtplib.SMTP(
        hostname=parts.hostname,
        port=parts.port or (465 if implicit else 587),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        use_tls=implicit,
        start_tls=None if not implicit else False,
        tls_context=ssl.create_default_context(),
        timeout=TIMEOUT_S,
    )
    async with client:
        await client.send_message(message)


def check_smtp_url(url: str) -> SplitResult:
    """The parts of a mail server's address; `SettingsError` when it can't be used."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingsError("WIN_SMTP_URL must look like smtp://user:password@host:587 or smtps://…:465.")
    return parts
