"""The Telegram channel: sends through the Bot API, hears by webhook or polling."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.base import AfterCrash, File, FollowUp, Intake, Outgoing, Sent
from bot.channels.download import read_at_most
from bot.channels.quiet import hush
from bot.channels.telegram import errors, profile
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.parse import CHANNEL, InGroup, Reached, Said, parse
from bot.channels.telegram.polling import poll
from bot.channels.telegram.render import LIMITS, render
from bot.channels.telegram.tries import try_until_done
from bot.channels.telegram.webhook import check_webhook, register_webhook
from bot.errors import ChannelDown, FetchError, PermanentSendError
from bot.language.introduction import spoken
from bot.language.wording import Wording
from bot.messages import Reply
from bot.settings import Settings

logger = logging.getLogger(__name__)

TIMEOUT_S = 10.0
"""For connecting, and for each answer of Telegram; what takes longer may have been sent all the same."""
CONNECTIONS = 64
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def from_settings(settings: Settings) -> TelegramChannel | None:
    """The channel; `None`: there is no token."""
    token = settings.telegram_token.get_secret_value().strip() if settings.telegram_token else ""
    if not token:
        return None
    secret = settings.telegram_secret.get_secret_value() if settings.telegram_secret else ""
    if not secret:
        master = settings.secret_key.get_secret_value().encode()
        secret = hmac.new(master, b"work-in-nl-chat telegram webhook", hashlib.sha256).hexdigest()
    webhook = f"{settings.public_url}/webhooks/telegram" if settings.telegram_mode == "webhook" else ""
    return TelegramChannel(Access(token, secret), api_url=settings.telegram_api_url, webhook_url=webhook)


@dataclass(frozen=True, slots=True)
class Access:
    """The two secrets of this channel. They never show in `repr`."""

    token: str = field(repr=False)
    webhook_secret: str = field(repr=False)


class TelegramChannel:
    """Telegram."""

    name = CHANNEL
    limits = LIMITS
    pull = False
    after_crash = AfterCrash.RESEND_MARKED
    """The Bot API knows no key of ours: a message may come twice."""

    def __init__(self, access: Access, *, api_url: str, webhook_url: str = "", timeout_s: float = TIMEOUT_S) -> None:
        """`webhook_url`: where Telegram shall deliver; empty: we poll."""
        hush()
        self.webhook_url = webhook_url
        self._access = access
        self._api_url = f"{api_url}/bot{access.token}"
        self._timeout_s = timeout_s
        timeouts: dict[str, Any] = {
            "connect_timeout": timeout_s,
            "read_timeout": timeout_s,
            "write_timeout": timeout_s,
            "pool_timeout": timeout_s,
        }
        self._requests = (
            HTTPXRequest(connection_pool_size=2, **timeouts),
            HTTPXRequest(connection_pool_size=CONNECTIONS, **timeouts),
        )
        self._files = httpx.AsyncClient(timeout=timeout_s, follow_redirects=False)
        # Not initialized as the library would: that asks for the bot's name, and Telegram may be away at our start.
        self.bot: ExtBot[None] = ExtBot(
            access.token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._requests[1],
            get_updates_request=self._requests[0],
        )
        self._pace = Pace()
        self._wording = Wording.load("chat", spoken())

    def render(self, reply: Reply) -> tuple[Outgoing, ...]:
        """A reply in Telegram's words."""
        return render(reply)

    async def send(self, address: str, message: Outgoing, *, key: str) -> Sent:
        """Send one message; formatting that Telegram can't read costs the formatting, never the message."""
        try:
            try:
                sent = await self._send(address, message.payload, formatted=True)
            except BadRequest as error:
                if not errors.is_unreadable_markup(error):
                    raise
                logger.error(
                    "A defect: Telegram can't read the formatting of message %s; it goes out as plain text", key
                )
                sent = await self._send(address, message.payload, formatted=False)
        except BadRequest as error:
            if errors.is_unchanged(error):
                return Sent(None)
            raise errors.send_error(error) from None
        except TelegramError as error:
            # "from None": what lies below may hold the URL, and with it the token.
            raise errors.send_error(error) from None
        return Sent(f"{address}:{sent.message_id}")

    def _send(self, address: str, payload: dict[str, Any], *, formatted: bool) -> Awaitable[Message]:
        if not address.removeprefix("-").isdigit():
            raise PermanentSendError("address")
        rows = [
            [InlineKeyboardButton(button["text"], callback_data=button["callback_data"]) for button in row]
            for row in payload.get("keyboard", ())
        ]
        return self.bot.send_message(
            int(address),
            payload["html"] if formatted else payload["text"],
            parse_mode="HTML" if formatted else None,
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
            link_preview_options=_NO_PREVIEW,
        )

    def pace(self, address: str, now: datetime) -> timedelta | None:
        """Take the right to send one message now; a time: none was taken, ask again after it."""
        return self._pace.take(address, now)

    async def typing(self, address: str, external_id: str) -> None:
        """Show "typing" for five seconds or until the answer comes."""
        try:
            await self.bot.send_chat_action(int(address), "typing")
        except TelegramError as error:
            raise errors.send_error(error) from None

    async def fetch(self, ref: str, *, max_bytes: int) -> File:
        """The file `ref`, at most `max_bytes` of it."""
        try:
            described = await self.bot.get_file(ref)
            if not described.file_path:
                raise FetchError("gone")
            if (described.file_size or 0) > max_bytes:
                raise FetchError("too_large")
            return File(await self._download(described.file_path, max_bytes))
        except (TelegramError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise errors.fetch_error(error) from None

    async def _download(self, url: str, max_bytes: int) -> bytes:
        async with self._files.stream("GET", url) as response:
            if response.status_code != 200:
                # A link is valid for an hour; the next try asks for a new one.
                raise FetchError("gone" if response.status_code in (400, 404) else "not_reachable", again=True)
            content = await read_at_most(response, max_bytes)
        if content is None:
            raise FetchError("too_large")
        return content

    def is_telegram(self, secret: str) -> bool:
        """Whether a webhook call proves that Telegram makes it."""
        return hmac.compare_digest(secret.encode("utf-8", "replace"), self._access.webhook_secret.encode())

    async def hear(self, data: object, intake: Intake) -> FollowUp | None:
        """Store one update."""
        heard = parse(data)
        match heard:
            case Said(envelope=envelope, callback_id=callback_id):
                await intake.receive(envelope)
                return (lambda: self._answer_callback(callback_id)) if callback_id else None
            case Reached():
                await intake.reach(heard.address, heard.external_id, reachable=heard.reachable, at=heard.at)
            case InGroup(chat_id=chat_id):
                first = await intake.first_time(f"group:{chat_id}")
                return lambda: self._leave(heard, with_a_word=first)
        return None

    async def _answer_callback(self, callback_id: str) -> None:
        """Stop the button from spinning. One that is too old has stopped by itself."""
        try:
            await self.bot.answer_callback_query(callback_id)
        except TelegramError as error:
            logger.debug("A button's press could not be answered: %s", errors.send_error(error).reason)

    async def _leave(self, group: InGroup, *, with_a_word: bool) -> None:
        """Leave a group, saying once where we can be asked."""
        if group.callback_id:
            await self._answer_callback(group.callback_id)
        if with_a_word:
            text = profile.words_to_a_group(self._wording, group.language_hint)
            await self._best_effort(self.bot.send_message(group.chat_id, text))
        await self._best_effort(self.bot.leave_chat(group.chat_id))

    async def _best_effort(self, call: Awaitable[object]) -> None:
        try:
            await call
        except TelegramError as error:
            logger.warning("A group could not be left in order: %s", errors.send_error(error).reason)

    async def run(self, intake: Intake, stop: asyncio.Event) -> None:
        """Introduce ourselves, then register the webhook, or poll, until `stop` is set."""

        async def introduce() -> None:
            await try_until_done("introduce the bot", lambda: profile.apply(self.bot, self._wording), intake, stop)

        introducing = asyncio.create_task(introduce())
        try:
            if self.webhook_url:
                await try_until_done(
                    "register the webhook",
                    lambda: register_webhook(self.bot, self.webhook_url, self._access.webhook_secret),
                    intake,
                    stop,
                )
                await stop.wait()
            else:
                await poll(self.bot, self._get_updates, self.hear, intake, stop)
        finally:
            introducing.cancel()
            await asyncio.gather(introducing, return_exceptions=True)

    async def _get_updates(self, asked: dict[str, Any]) -> Any:
        url = f"{self._api_url}/getUpdates?{urlencode(asked)}"
        return await self._requests[0].post(url, read_timeout=asked["timeout"] + self._timeout_s)

    async def check(self) -> list[tuple[bool, str]]:
        """What an operator should know: whether the token is taken and how messages reach us."""
        try:
            return await check_webhook(self.bot, self.webhook_url)
        except TelegramError as error:
            said = errors.send_error(error)
            if isinstance(said, ChannelDown):
                return [(False, "Telegram refuses the token: check WIN_TELEGRAM_TOKEN with BotFather")]
            return [(False, f"Telegram can't be reached now ({said.reason})")]

    async def aclose(self) -> None:
        """Close all connections."""
        await asyncio.gather(*(request.shutdown() for request in self._requests), self._files.aclose())
